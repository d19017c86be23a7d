import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { caller } from "@/tests/support/api-caller";
import { exampleNow, makeExampleTenant, restoreExamples } from "@/tests/support/api-examples";
import { makeKey } from "@/tests/support/factories";
import { isLong } from "@/tests/support/long";
import { type Document, operationsOf } from "@/tests/support/openapi-operations";
import { randomRequest } from "@/tests/support/random-request";
import { useDatabase } from "@/tests/support/use-database";
import { createApi } from "./app";

useDatabase();

const api = createApi();
const document = (await (await api.request("/api/openapi.json")).json()) as Document;
const operations = operationsOf(document);
/** 2,000 over all routes; in the long run 20,000. */
const each = Math.ceil((isLong ? 20_000 : 2_000) / operations.length);
let host: ReturnType<typeof caller>;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: exampleNow });
  const { secret } = await makeKey("ingest", "read", "manage");
  await makeExampleTenant();
  await restoreExamples(api, secret);
  host = caller(api, secret);
});
afterAll(() => vi.useRealTimers());

describe.each(operations.map((operation) => [operation.name, operation] as const))("%s", (_, operation) => {
  test("answers whatever it is sent: with what is wrong, and never with an error of its own", () =>
    fc.assert(
      fc.asyncProperty(randomRequest(document, operation), async ({ path, body, accepts }) => {
        const headers = {
          "accept-language": accepts,
          ...(body !== undefined && { "content-type": "application/json" }),
        };
        const answer = await host.send(operation.method, path, body, headers);
        expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(500);
        const { fields = [] } = (answer.body ?? {}) as { fields?: { message: string }[] };
        for (const { message } of fields) expect(message).not.toMatch(/^errors\./);
      }),
      { numRuns: each },
    ));
});
