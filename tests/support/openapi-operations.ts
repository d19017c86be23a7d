import Ajv2020 from "ajv/dist/2020";

type Json = Record<string, unknown>;
type Content = Record<string, { schema?: Json; example?: unknown }>;
type Parameter = { name: string; in: string; required?: boolean; example?: unknown; schema?: Json };

/** One route of an OpenAPI document. */
export type Operation = {
  /** `get /api/v1/meters`, by which tests are named. */
  name: string;
  method: string;
  path: string;
  operationId: string | undefined;
  summary: string | undefined;
  description: string | undefined;
  tags: string[];
  security: Record<string, unknown>[];
  parameters: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content?: Content }>;
};

export type Document = Json & { paths: Record<string, Record<string, Json>>; components: { schemas: Json } };

export const operationsOf = (document: Document): Operation[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, said]) => {
      const known = { name: `${method} ${path}`, method: method.toUpperCase(), path };
      return { tags: [], security: [], parameters: [], ...said, ...known } as unknown as Operation;
    }),
  );

/** The example of a body: its own, or else that of its schema. */
export function exampleOf(document: Document, content: Content): unknown {
  const { schema, example } = content["application/json"] ?? {};
  return example ?? resolved(document, schema)?.example;
}

/** The address of an operation's example, with every parameter that has one. */
export function exampleAddress(document: Document, { path, parameters }: Operation): string {
  const query = new URLSearchParams();
  let address = path;
  for (const parameter of parameters) {
    const example = parameter.example ?? resolved(document, parameter.schema)?.example;
    if (parameter.in === "path")
      address = address.replace(`{${parameter.name}}`, encodeURIComponent(String(example)));
    else if (parameter.in === "query" && example !== undefined) query.set(parameter.name, String(example));
  }
  return query.size > 0 ? `${address}?${query}` : address;
}

/** Parameters without which the example cannot be sent, and that have none. */
export const parametersWithoutExample = (document: Document, { parameters }: Operation): string[] =>
  parameters
    .filter(({ required, example, schema }) => {
      const shown = example ?? resolved(document, schema)?.example;
      return required && shown === undefined;
    })
    .map(({ name }) => name);

export function resolved(document: Document, schema: Json | undefined): Json | undefined {
  const reference = schema?.$ref;
  if (typeof reference !== "string") return schema;
  return document.components.schemas[reference.replace("#/components/schemas/", "")] as Json;
}

/** The same document in which no object may have a field that it does not name. */
function closed<Part>(part: Part): Part {
  if (Array.isArray(part)) return part.map(closed) as Part;
  if (part === null || typeof part !== "object") return part;
  const inner = Object.fromEntries(Object.entries(part).map(([name, value]) => [name, closed(value)]));
  const isClosable = "properties" in inner && !("additionalProperties" in inner) && !("allOf" in inner);
  return (isClosable ? { ...inner, additionalProperties: false } : inner) as Part;
}

/** Routes whose examples need something to sell, and Stripe. */
export const shopTags = ["Products", "Customers", "Checkouts", "Subscriptions", "Payments"];

/** Gives a function that names the parts of a body that do not fit the documented schema at a place in the document. */
export function schemaChecker(document: Document): (pointer: string[], body: unknown) => unknown[] {
  const validator = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  validator.addSchema(closed(document), "choba");
  return (pointer, body) => {
    const escaped = pointer.map((step) => step.replaceAll("~", "~0").replaceAll("/", "~1"));
    const address = `choba#/${escaped.map(encodeURIComponent).join("/")}`;
    const validate = validator.getSchema(address);
    if (!validate) throw new Error(`no schema at ${address}`);
    return validate(body) ? [] : (validate.errors ?? []);
  };
}
