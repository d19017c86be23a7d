import fc from "fast-check";
import { type Document, exampleOf, type Operation, resolved } from "./openapi-operations";

type Json = Record<string, unknown>;
export type RandomRequest = { path: string; body: string | undefined; accepts: string };

/** What breaks programs: text that no database holds, numbers that no column holds, names of what every object has. */
const hostile = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, [], {}, "", " ", "0", "-1", -1, 0, 0.1, 1e300, -1e-300, 2 ** 53, "NaN", "null", "%00"],
    ...[
      "a\u0000",
      "\ud800",
      "a\udc00b",
      "\u202e",
      "𠮷",
      "x".repeat(5_000),
      "9".repeat(400),
      "../..",
      "' or 1=1 --",
    ],
    ...["2026-13-45", "2026-02-30T25:61:00Z", "+999999-01-01T00:00:00Z", "constructor", "__proto__"],
    [[[[[[]]]]]],
    JSON.parse('{"__proto__":{"a":1},"constructor":1,"":2}'),
  ),
  fc.jsonValue({ maxDepth: 3, stringUnit: "binary" }),
);

const oftenOr = <T>(fitting: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: fitting }, { weight: 1, arbitrary: hostile });

/** Values of a schema of the API's description, with something else here and there. */
function valuesOf(document: Document, given: Json | undefined, depth: number): fc.Arbitrary<unknown> {
  const schema = resolved(document, given) ?? {};
  if (depth > 6) return hostile;
  const inner = (each: unknown) => valuesOf(document, each as Json, depth + 1);
  const choices = (schema.anyOf ?? schema.oneOf ?? schema.enum) as unknown[] | undefined;
  if (schema.enum) return oftenOr(fc.constantFrom(...(choices ?? [])));
  if (choices) return oftenOr(fc.oneof(...choices.map(inner)));
  const examples = schema.example === undefined ? [] : [fc.constant(schema.example)];
  const [type] = [schema.type ?? "object"].flat() as string[];
  switch (type) {
    case "string":
      return oftenOr(
        fc.oneof(
          ...examples,
          fc.string({ unit: "binary", maxLength: 40 }),
          fc.stringMatching(/^[a-z0-9_]{1,12}$/),
        ),
      );
    case "integer":
    case "number":
      return oftenOr(fc.oneof(...examples, fc.integer(), fc.double(), fc.nat(20)));
    case "boolean":
      return oftenOr(fc.boolean());
    case "array":
      return oftenOr(fc.array(inner(schema.items), { maxLength: 4 }));
    default:
      return oftenOr(fc.oneof(...examples, objectOf(schema, inner)));
  }
}

function objectOf(schema: Json, inner: (each: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const fields = Object.entries((schema.properties ?? {}) as Json).map(([name, each]) => [name, inner(each)]);
  const further = schema.additionalProperties;
  const rest = typeof further === "object" && further ? inner(further) : hostile;
  const named = fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: (schema.required ?? []) as string[],
  });
  const others = fc.dictionary(fc.string({ maxLength: 8 }), rest, { maxKeys: 2 });
  return fc
    .tuple(named, others, fc.nat(4))
    .map(([known, more, dice]) => (dice === 0 ? { ...known, ...more } : known));
}

/** A value with some of its places replaced by something hostile, or left out. */
function damaged(value: unknown): fc.Arbitrary<unknown> {
  const places = [...placesIn(value)];
  const damage = fc.record({
    at: fc.nat(Math.max(places.length - 1, 0)),
    put: fc.option(hostile, { nil: undefined }),
  });
  return fc.array(damage, { minLength: 1, maxLength: 3 }).map((damages) => {
    let copy = structuredClone(value);
    // A copy of its own, since the same thing put into itself would be a circle.
    for (const { at, put } of damages) copy = replaced(copy, places[at] ?? [], structuredClone(put));
    return copy;
  });
}

function* placesIn(value: unknown, path: string[] = []): Generator<string[]> {
  yield path;
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) yield* placesIn(inner, [...path, name]);
}

function replaced(value: unknown, [name, ...rest]: string[], put: unknown): unknown {
  if (name === undefined) return put;
  if (typeof value !== "object" || value === null) return value;
  const inner = replaced(Reflect.get(value, name), rest, put);
  if (inner === undefined && !Array.isArray(value)) Reflect.deleteProperty(value, name);
  else Reflect.set(value, name, inner);
  return value;
}

const inAddress = oftenOr(fc.string({ unit: "binary", maxLength: 20 }))
  .map((each) => encodeWhatCan(typeof each === "string" ? each : JSON.stringify(each)))
  .map((text) => text || "%20");

/** Half characters cannot stand in an address at all. */
const encodeWhatCan = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, "")).slice(0, 2_000);

function addressOf(document: Document, { path, parameters }: Operation): fc.Arbitrary<string> {
  const values = parameters.map((parameter) => {
    const example = parameter.example ?? resolved(document, parameter.schema)?.example;
    const known = example === undefined ? inAddress : fc.constant(encodeURIComponent(String(example)));
    const isOptional = parameter.in === "query" && !parameter.required;
    const value = fc.oneof({ weight: 4, arbitrary: known }, { weight: 1, arbitrary: inAddress });
    return isOptional ? fc.option(value, { nil: undefined }) : value;
  });
  return fc.tuple(...values).map((chosen) => {
    let address = path;
    const query: string[] = [];
    for (const [index, { name, in: place }] of parameters.entries()) {
      const value = chosen[index];
      if (place === "path") address = address.replace(`{${name}}`, value ?? "");
      else if (place === "query" && value !== undefined) query.push(`${encodeURIComponent(name)}=${value}`);
    }
    return query.length > 0 ? `${address}?${query.join("&")}` : address;
  });
}

function bodyOf(document: Document, operation: Operation): fc.Arbitrary<string | undefined> {
  const content = operation.requestBody?.content;
  if (!content) return fc.constant(undefined);
  const schema = content["application/json"]?.schema;
  const made = fc.oneof(valuesOf(document, schema, 0), damaged(exampleOf(document, content)));
  const broken = fc.string({ unit: "binary", maxLength: 50 });
  return fc.oneof(
    { weight: 30, arbitrary: made.map((value) => JSON.stringify(value) ?? "") },
    { weight: 1, arbitrary: broken },
  );
}

/** Requests to one route that its own description suggests, and what is near them. */
export const randomRequest = (document: Document, operation: Operation): fc.Arbitrary<RandomRequest> =>
  fc.record({
    path: addressOf(document, operation),
    body: bodyOf(document, operation),
    accepts: fc.constantFrom("en", "ja"),
  });
