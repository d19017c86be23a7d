import { beforeAll, expect, test } from "vitest";
import { caller } from "@/tests/support/api-caller";
import { makeKey, makeTenant, type TestTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { createApi } from "./app";

useDatabase();
const api = createApi();
let tenant: TestTenant;
let manage: ReturnType<typeof caller>;
const eventId = "order 1/a ü";

beforeAll(async () => {
  tenant = await makeTenant();
  manage = caller(api, (await makeKey("manage")).secret);
  const event = { event_id: eventId, customer_id: tenant.slug, event_name: "data", metadata: { bytes: 5 } };
  expect((await manage.post("/api/v1/events/ingest", { events: [event] })).status).toBe(200);
});

const path = (act: string, id = eventId, of: string = tenant.slug) =>
  `/api/v1/tenants/${of}/events/${encodeURIComponent(id)}/${act}`;
const reason = "double booking";

test("an event is voided and amended by its id, whatever it looks like, and the response to a repeat says so", async () => {
  const changed = { status: 200, body: { event_id: eventId, changed: true, not_billed: [] } };
  expect(await manage.post(path("void"), { reason })).toMatchObject(changed);
  expect(await manage.post(path("void"), { reason })).toMatchObject({ body: { changed: false } });
  const amendment = { reason, metadata: { bytes: 7 }, timestamp: new Date().toISOString() };
  expect(await manage.post(path("amend"), amendment)).toMatchObject(changed);
  expect(await manage.post(path("amend"), amendment)).toMatchObject({ body: { changed: false } });
});

test("broken rules are reported by field, and an unknown event or tenant is 404", async () => {
  expect(await manage.post(path("void"), {})).toMatchObject({
    status: 422,
    body: { fields: [{ field: "reason", rule: "required" }] },
  });
  expect(await manage.post(path("amend"), { reason, metadata: { bytes: [] } })).toMatchObject({
    status: 422,
  });
  expect(await manage.post(path("amend"), { reason, timestamp: "noon" })).toMatchObject({
    status: 422,
    body: { fields: [{ field: "timestamp", rule: "not_an_instant" }] },
  });
  expect((await manage.post(path("void", "nothing"), { reason })).status).toBe(404);
  expect((await manage.post(path("void", eventId, "nobody"), { reason })).status).toBe(404);
});

test("keys for ingesting or reading may not correct, and without a key nobody may", async () => {
  for (const scope of ["ingest", "read"] as const)
    expect((await caller(api, (await makeKey(scope)).secret).post(path("void"), { reason })).status).toBe(
      403,
    );
  expect((await caller(api).post(path("void"), { reason })).status).toBe(401);
});
