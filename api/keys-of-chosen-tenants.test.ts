import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createApiKey } from "@/lib/features/people/api-keys/create-api-key";
import { caller } from "@/tests/support/api-caller";
import { exampleNow, makeExampleTenant, restoreExamples } from "@/tests/support/api-examples";
import { asSystem, makeKey, makeTenant } from "@/tests/support/factories";
import { type Document, exampleAddress, exampleOf, operationsOf } from "@/tests/support/openapi-operations";
import { useDatabase } from "@/tests/support/use-database";
import { createApi } from "./app";

useDatabase();

const api = createApi();
const document = (await (await api.request("/api/openapi.json")).json()) as Document;
const operations = operationsOf(document);
let chosen: ReturnType<typeof caller>;
let slug: string;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: exampleNow });
  const { secret } = await makeKey("ingest", "read", "manage");
  await makeExampleTenant();
  await restoreExamples(api, secret);
  ({ slug } = await makeTenant());
  const made = await createApiKey(asSystem(), {
    name: "One customer's",
    scopes: ["ingest", "read", "manage"],
    tenants: [slug],
  });
  if (!made.ok) throw new Error(made.refusal.code);
  chosen = caller(api, made.value.secret);
});
afterAll(() => vi.useRealTimers());

/** A list over all tenants that leaves out those of others. */
const leavesOutOthers = ["Events log"];

/** What may be asked by whoever has a key: nothing of it belongs to a tenant. */
const belongsToNobody = [
  "Plans",
  "Prices",
  "Products",
  "Meters",
  "SaaSus: metering",
  "SaaSus: plans",
  "SaaSus: tax rates",
];

describe.each(operations.map((operation) => [operation.name, operation] as const))("%s", (_, operation) => {
  test("a key made for another tenant learns nothing of this one, and changes nothing", async () => {
    const body = operation.requestBody && exampleOf(document, operation.requestBody.content);
    const answer = await chosen.send(
      operation.method,
      exampleAddress(document, operation),
      body === undefined ? undefined : JSON.stringify(body),
      body === undefined ? {} : { "content-type": "application/json" },
    );
    expect(answer.status).toBeLessThan(500);
    if (answer.status >= 400) return;
    expect(operation.path).not.toMatch(/\{tenant(_id)?\}/);
    expect(operation.tags.filter((tag) => ![...belongsToNobody, ...leavesOutOthers].includes(tag))).toEqual(
      [],
    );
    expect(operation.method).toBe(operation.path === "/api/v1/estimates" ? "POST" : "GET");
    expect(JSON.stringify(answer.body)).not.toContain("acme");
  });
});

test("it does for its own tenant what its scopes allow", async () => {
  expect(await chosen.get(`/api/v1/tenants/${slug}/license`)).toMatchObject({ status: 200 });
  const registered = await chosen.post(`/api/v1/tenants/${slug}/users`, { id: "u-1" });
  expect(registered.status).toBe(201);
  const event = (id: string, customer: string) => ({
    event_id: id,
    customer_id: customer,
    event_name: "api.call",
  });
  const sent = await chosen.post("/api/v1/events/ingest", {
    events: [event("own", slug), event("other", "acme")],
  });
  expect(sent.body).toMatchObject({
    new: 1,
    rejected: [{ index: 1, errors: [{ field: "customer_id", rule: "unknown_tenant" }] }],
  });
});
