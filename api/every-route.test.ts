import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { auditLog } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { caller } from "@/tests/support/api-caller";
import { exampleNow, makeExampleTenant, restoreExamples } from "@/tests/support/api-examples";
import { makeKey } from "@/tests/support/factories";
import {
  type Document,
  exampleAddress,
  exampleOf,
  type Operation,
  operationsOf,
} from "@/tests/support/openapi-operations";
import { useDatabase } from "@/tests/support/use-database";
import { createApi } from "./app";
import { isOwnWrite } from "./own-resources";

useDatabase();

const api = createApi();
const document = (await (await api.request("/api/openapi.json")).json()) as Document;
const operations = operationsOf(document);
/** They send a body and write nothing. */
const readingPosts = ["createEstimate", "dodoPreviewCheckout", "dodoPreviewPlanChange"];
const writes = operations.filter(
  ({ method, operationId = "" }) => method !== "GET" && !readingPosts.includes(operationId),
);

let secret: string;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: exampleNow });
  ({ secret } = await makeKey("ingest", "read", "manage"));
  await makeExampleTenant();
  await restoreExamples(api, secret);
});
afterAll(() => vi.useRealTimers());

function sendExample(by: ReturnType<typeof caller>, operation: Operation, headers = {}) {
  const body = operation.requestBody && exampleOf(document, operation.requestBody.content);
  return by.send(
    operation.method,
    exampleAddress(document, operation),
    body === undefined ? undefined : JSON.stringify(body),
    { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
  );
}

const audited = () => acrossTenants((tx) => tx.$count(auditLog));

test("a key that may only read changes nothing by any route", async () => {
  const reader = caller(api, (await makeKey("read")).secret);
  const before = await audited();
  // A dialect may look for what is named before it asks who names it.
  for (const operation of writes)
    expect([403, 404, 422], operation.name).toContain((await sendExample(reader, operation)).status);
  expect(await audited()).toBe(before);
});

test("every write of our own, sent twice with one Idempotency-Key, has one effect and one answer", async () => {
  const host = caller(api, secret);
  const own = writes.filter(({ method, path }) => isOwnWrite(method, path));
  let changing = 0;
  for (const operation of own) {
    await restoreExamples(api, secret);
    const before = await audited();
    const key = { "idempotency-key": `twice ${operation.operationId}` };
    const first = await sendExample(host, operation, key);
    const after = await audited();
    const second = await sendExample(host, operation, key);
    expect({ status: second.status, body: second.body }, operation.name).toEqual({
      status: first.status,
      body: first.body,
    });
    expect(first.headers.has("idempotent-replayed"), operation.name).toBe(false);
    expect(second.headers.get("idempotent-replayed"), operation.name).toBe("true");
    expect(await audited(), operation.name).toBe(after);
    if (after > before) changing++;
  }
  // Enough of them really do something.
  expect(changing).toBeGreaterThan(8);
});
