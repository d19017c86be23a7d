import { readFileSync } from "node:fs";
import { ts } from "ts-morph";
import { type Converter, page, type Schema } from "./convert";

/**
 * One endpoint of Stripe: how the package calls it, a pattern of its path, its parameters and its response.
 */
export type Endpoint = {
  name: string;
  method: string;
  path: string;
  request: Schema | null;
  response: Schema;
};

const CALL = /^ {4}(\w+)\([^)]*\) \{\s+return this\._makeRequest\('(\w+)', [`']([^`']+)[`']/gm;

/**
 * The endpoints of a resource, read from the package itself: method and path from the code of the class,
 * parameters and response from its declaration.
 */
export function endpointsOf(file: ts.SourceFile, converter: Converter): Endpoint[] {
  const code = readFileSync(file.fileName.replace(/\.d\.ts$/, ".js"), "utf8");
  const calls = new Map(
    [...code.matchAll(CALL)].map(([, name = "", method = "", path = ""]) => [name, { method, path }]),
  );
  const endpoints: Endpoint[] = [];
  for (const declaration of file.statements.filter(ts.isClassDeclaration)) {
    for (const member of declaration.members.filter(ts.isMethodDeclaration)) {
      const call = calls.get(member.name.getText());
      if (!call || !member.type) continue;
      calls.delete(member.name.getText());
      endpoints.push({
        name: `${namespaceOf(file.fileName)}.${member.name.getText()}`,
        method: call.method,
        path: call.path.replace(/\$\{[^}]*\}/g, ":id"),
        request: parametersOf(member, converter),
        response: answerOf(member.type, converter),
      });
    }
  }
  return endpoints;
}

/** `…/resources/Checkout/Sessions.d.ts` is `checkout.sessions`. */
function namespaceOf(fileName: string): string {
  const [, names = ""] = /\/resources\/(.*)\.d\.ts$/.exec(fileName) ?? [];
  return names
    .split("/")
    .map((name) => name.charAt(0).toLowerCase() + name.slice(1))
    .join(".");
}

function parametersOf(method: ts.MethodDeclaration, converter: Converter): Schema | null {
  const params = method.parameters.find((parameter) => parameter.name.getText() === "params");
  return params?.type ? converter.type(params.type, "form") : null;
}

/** Unwraps `Promise<Response<T>>` and `ApiListPromise<T>`. */
function answerOf(node: ts.TypeNode, converter: Converter): Schema {
  const [inner] = ts.isTypeReferenceNode(node) ? (node.typeArguments ?? []) : [];
  if (!inner || !ts.isTypeReferenceNode(node)) throw new Error(`unexpected response ${node.getText()}`);
  const name = node.typeName.getText();
  const schema = converter.type(inner, "json");
  if (name === "Promise") return schema;
  if (name === "ApiListPromise") return page("list", schema);
  if (name === "ApiSearchResultPromise") return page("search_result", schema);
  throw new Error(`unexpected response ${node.getText()}`);
}
