import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { caller } from "@/tests/support/api-caller";
import { exampleNow, makeExampleTenant, restoreExamples } from "@/tests/support/api-examples";
import { makeKey } from "@/tests/support/factories";
import {
  type Document,
  exampleAddress,
  exampleOf,
  operationsOf,
  parametersWithoutExample,
  schemaChecker,
  shopTags,
} from "@/tests/support/openapi-operations";
import { useDatabase } from "@/tests/support/use-database";
import { createApi } from "./app";

useDatabase();

const api = createApi();
const response = await api.request("/api/openapi.json");
const document = (await response.json()) as Document;
const operations = operationsOf(document);
let secret: string;

const misfits = schemaChecker(document);
const billed = ["Charges", "Orders", "Invoices", "Quotes"];

beforeAll(async () => {
  // The examples name days of one month, so the date stands still; the time of day runs.
  vi.useFakeTimers({ toFake: ["Date"], now: exampleNow });
  ({ secret } = await makeKey("ingest", "read", "manage"));
  await makeExampleTenant();
});
beforeEach(() => restoreExamples(api, secret));
afterAll(() => vi.useRealTimers());

test("the document is the same at both addresses, and its head is complete", async () => {
  const other = await api.request("/api/v1/openapi.json");
  expect(await other.json()).toEqual(document);
  expect(document).toMatchObject({
    openapi: "3.1.0",
    info: { title: "Choba", description: expect.stringContaining("SaaS") },
    servers: [{ url: "/" }],
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer" },
        saasusSignature: { type: "apiKey", in: "header", name: "Authorization" },
      },
    },
  });
  const named = (document.tags as { name: string }[]).map(({ name }) => name);
  expect([...new Set(operations.flatMap(({ tags }) => tags))].sort()).toEqual([...named].sort());
  expect(operations.length).toBeGreaterThan(15);
});

test("every route of the API is in the document", () => {
  const served = api.routes
    .filter(({ method, path }) => method !== "ALL" && path.startsWith("/api/v1/"))
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, "{$1}")}`)
    .filter((name) => name !== "get /api/v1/openapi.json");
  expect(operations.map(({ name }) => name).sort()).toEqual([...new Set(served)].sort());
});

describe.each(operations.map((operation) => [operation.name, operation] as const))("%s", (_, operation) => {
  const { method, path, requestBody, responses } = operation;
  const [status = ""] = Object.keys(responses).filter((code) => code.startsWith("2"));
  const statuses = Object.keys(responses).filter((code) => code.startsWith("2"));

  test("documents what it does, who may call it, and how it refuses", () => {
    expect(operation.summary).toMatch(/\S{2}/);
    expect(operation.tags).toHaveLength(1);
    expect(operation.security.length).toBeGreaterThan(0);
    const refusals = requestBody ? ["400", "401", "403", "413", "415", "429"] : ["401", "403", "429"];
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(refusals));
    for (const { description } of Object.values(responses)) expect(description).toMatch(/\S{2}/);
  });

  test("has examples that fit its schema", () => {
    expect(parametersWithoutExample(document, operation)).toEqual([]);
    const at = ["paths", path, method.toLowerCase()];
    if (requestBody) {
      const example = exampleOf(document, requestBody.content);
      expect(example).toBeDefined();
      expect(misfits([...at, "requestBody", "content", "application/json", "schema"], example)).toEqual([]);
    }
    expect(status).not.toBe("");
    for (const code of statuses) {
      const { content } = responses[code] ?? {};
      if (!content?.["application/json"]) continue;
      const example = exampleOf(document, content);
      expect(example).toBeDefined();
      expect(misfits([...at, "responses", code, "content", "application/json", "schema"], example)).toEqual(
        [],
      );
    }
  });

  // Their examples need something to sell and Stripe: `dodo-examples.test.ts`, `charges.test.ts` and `orders.test.ts`
  // send them.
  const isSent = !operation.tags.some((tag) => [...shopTags, ...billed].includes(tag));
  test.runIf(isSent)("responds to its example as documented", async () => {
    const body = requestBody && exampleOf(document, requestBody.content);
    const sent = await caller(api, secret).send(
      method,
      exampleAddress(document, operation),
      body === undefined ? undefined : JSON.stringify(body),
      body === undefined ? {} : { "content-type": "application/json" },
    );
    expect({ status: String(sent.status), body: sent.body }).toMatchObject({
      status: expect.toSatisfy((code: string) => statuses.includes(code)),
    });
    const { content } = responses[String(sent.status)] ?? {};
    if (!content) {
      expect(sent.body).toBeNull();
      return;
    }
    const schema = ["paths", path, method.toLowerCase(), "responses", String(sent.status)];
    expect(misfits([...schema, "content", "application/json", "schema"], sent.body)).toEqual([]);
    expect(fieldsOf(sent.body)).toEqual(fieldsOf(exampleOf(document, content)));
  });
});

test("the price in the example is the real price", async () => {
  const [estimate] = operations.filter(({ path }) => path === "/api/v1/estimates");
  if (!estimate?.requestBody) throw new Error("no estimates");
  const { body } = await caller(api, secret).post(
    "/api/v1/estimates",
    exampleOf(document, estimate.requestBody.content),
  );
  expect(body).toEqual(exampleOf(document, estimate.responses["200"]?.content ?? {}));
});

const fieldsOf = (body: unknown): string[] => Object.keys(Object(body)).sort();
