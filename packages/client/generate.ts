import { compile, type JSONSchema } from "json-schema-to-typescript";

type Json = Record<string, unknown>;
type Parameter = { name: string; in: string; required?: boolean; schema?: Json; description?: string };
type Operation = {
  operationId?: string;
  tags?: string[];
  summary?: string;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, { schema?: Json }> };
  responses: Record<string, { content?: Record<string, { schema?: Json }> }>;
};
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json> };
};

/** Dialects have clients of their own. */
const dialects = new Set(["Meters", "Products", "Customers", "Checkouts", "Subscriptions", "Payments"]);
const isOurs = ({ tags = [] }: Operation) =>
  !tags.some((tag) => dialects.has(tag) || tag.startsWith("SaaSus"));

/** The source of `src/generated/operations.ts`: a table of routes, and the types of what they take and answer. */
export async function operationsSource(document: Document): Promise<string> {
  const operations = Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        path,
        method: method.toUpperCase(),
        operation,
      })),
    )
    .filter(({ operation }) => isOurs(operation) && operation.operationId);
  const routes = operations.map(({ path, method, operation }) => {
    const query = (operation.parameters ?? []).filter((each) => each.in === "query").map(({ name }) => name);
    return `  ${operation.operationId}: ${JSON.stringify([method, path, query])},`;
  });
  const types = await compile(schemaOf(document, operations), "Operations", {
    additionalProperties: false,
    bannerComment: "",
    style: { printWidth: 110 },
    unreachableDefinitions: false,
    strictIndexSignatures: true,
  });
  return [
    "// Made from the API's description by `npm run client:write`. A test compares them.",
    "// biome-ignore-all lint: it is written by a program.",
    types.trim(),
    "",
    "/** Method, path, and which parameters go into the query. */",
    "export const routes: Record<keyof Operations, readonly [method: string, path: string, query: readonly string[]]> = {",
    ...routes,
    "};",
    "",
  ].join("\n");
}

function schemaOf(document: Document, operations: readonly { operation: Operation }[]): JSONSchema {
  const properties = operations.map(({ operation }) => [
    operation.operationId,
    object({ input: inputOf(operation), answer: answerOf(operation) }, operation.summary),
  ]);
  return withDefinitions({
    title: "Operations",
    ...object(Object.fromEntries(properties)),
    definitions: document.components.schemas,
  }) as JSONSchema;
}

function inputOf({ parameters = [], requestBody }: Operation): Json {
  const said = parameters.filter((each) => each.in === "path" || each.in === "query");
  const properties = Object.fromEntries(
    said.map(({ name, schema, description }) => [
      name,
      { ...schema, ...(description ? { description } : {}) },
    ]),
  );
  const body = requestBody?.content["application/json"]?.schema;
  const required = said.filter((each) => each.in === "path" || each.required).map(({ name }) => name);
  return {
    type: "object",
    additionalProperties: false,
    properties: { ...properties, ...(body ? { body } : {}) },
    required: [...required, ...(body && requestBody?.required ? ["body"] : [])],
  };
}

/** What its successes say; nothing where they have no body. */
function answerOf({ responses }: Operation): Json {
  const bodies = Object.entries(responses)
    .filter(([status]) => status.startsWith("2"))
    .map(([, { content }]) => content?.["application/json"]?.schema);
  const distinct = [...new Map(bodies.map((body) => [JSON.stringify(body), body])).values()];
  const [only] = distinct;
  if (distinct.length === 1) return only ?? { tsType: "undefined" };
  return { anyOf: distinct.map((body) => body ?? { tsType: "undefined" }) };
}

const object = (properties: Json, description?: string): Json => ({
  type: "object",
  additionalProperties: false,
  properties,
  required: Object.keys(properties),
  ...(description ? { description } : {}),
});

/** References in the form of a JSON schema that stands alone. */
function withDefinitions(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withDefinitions);
  if (part === null || typeof part !== "object") return part;
  return Object.fromEntries(
    Object.entries(part).map(([name, value]) =>
      name === "$ref" && typeof value === "string"
        ? [name, value.replace("#/components/schemas/", "#/definitions/")]
        : [name, withDefinitions(value)],
    ),
  );
}
