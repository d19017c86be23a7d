import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { licenses } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { findPerson } from "@/lib/features/people/tenants/queries";
import { caller } from "@/tests/support/api-caller";
import { holdPlan, makeKey, makePlan, makeTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { createApi } from "./app";

useDatabase();

const api = createApi();
let host: ReturnType<typeof caller>;
let reader: ReturnType<typeof caller>;
beforeAll(async () => {
  const free = { key: "free", rank: 0, limits: { registeredRps: 5, registeredUsers: 5 } };
  await makePlan(free);
  host = caller(api, (await makeKey("manage", "ingest")).secret);
  reader = caller(api, (await makeKey("read")).secret);
});

const owner = { email: "Mei@maple.example", name: "Mei Kato", external_id: "usr-17" };
const maple = { external_id: "org 815", name: "カエデ食品", owner, currency: "JPY", time_zone: "Asia/Tokyo" };
const tenants = "/api/v1/tenants";
const patch = (path: string, body: object) =>
  host.send("PATCH", path, JSON.stringify(body), { "content-type": "application/json" });

test("a registration is a tenant on Free with its owner, once, however often and however many at once", async () => {
  const answers = await Promise.all([1, 2, 3].map(() => host.post(tenants, maple)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
  const [made] = answers.map(({ body }) => body as { id: string });
  for (const { body } of answers)
    expect(body).toMatchObject({ id: made?.id, slug: "kaede", plan: "free", state: "open", locale: "ja" });
  expect(await host.post(tenants, { ...maple, name: "Maple", time_zone: "Asia/Seoul" })).toMatchObject({
    status: 409,
    body: {
      type: "known_with_other_content",
      fields: [
        { field: "name", rule: "known_with_other_content" },
        { field: "time_zone", rule: "known_with_other_content" },
      ],
    },
  });
  expect((await reader.post(tenants, maple)).status).toBe(403);
  const path = `${tenants}/external:${encodeURIComponent("org 815")}`;
  expect(await reader.get(path)).toMatchObject({ status: 200, body: { id: made?.id } });
  const { body: people } = await reader.get(`${path}/members`);
  expect(people).toMatchObject({
    data: [{ email: "mei@maple.example", role: "owner", external_id: "usr-17", payment_administrator: true }],
    next: null,
  });
  expect((await reader.get(`${path}/license`)).body).toMatchObject({ plan: { key: "free" } });
});

test("tenants are listed page by page, found by both sides' facts, and changed", async () => {
  for (const name of ["Birch", "Cedar"])
    await host.post(tenants, {
      external_id: name,
      name,
      owner: { email: `a@${name}.example`, name },
      country: "DE",
    });
  type Page = { data: { name: string }[]; next: string | null };
  const first = (await reader.get(`${tenants}?limit=2`)).body as Page;
  const second = (await reader.get(`${tenants}?limit=2&after=${first.next}`)).body as Page;
  expect(first.data).toHaveLength(2);
  expect(second.next).toBeNull();
  expect([...first.data, ...second.data].map(({ name }) => name).sort()).toEqual([
    "Birch",
    "Cedar",
    "カエデ食品",
  ]);
  const found = (await reader.get(`${tenants}?owner_email=A@birch.example`)).body as Page;
  expect(found.data).toMatchObject([{ name: "Birch", currency: "JPY", time_zone: "Europe/Berlin" }]);
  expect(await patch(`${tenants}/birch`, { external_id: "Cedar" })).toMatchObject({
    status: 409,
    body: { fields: [{ field: "external_id" }] },
  });
  const changed = { name: "Birch AG", locale: "ja", external_id: "b-1", metadata: { tier: "gold" } };
  expect(await patch(`${tenants}/external:Birch`, changed)).toMatchObject({ status: 200, body: changed });
  expect((await host.get(`${tenants}/external:Birch`)).status).toBe(404);
  expect((await patch(`${tenants}/birch`, { time_zone: "UTC" })).status).toBe(422);
});

test("members are made, changed and removed by any of their names; a tenant keeps an owner", async () => {
  const path = `${tenants}/cedar/members`;
  const jun = { email: "jun@cedar.example", name: "Jun Abe", role: "member", external_id: "usr-18" };
  expect(await host.post(path, jun)).toMatchObject({ status: 201, body: jun });
  expect(await host.post(path, jun)).toMatchObject({ status: 200, body: jun });
  expect(await host.post(path, { ...jun, role: "admin" })).toMatchObject({
    status: 409,
    body: { fields: [{ field: "role" }] },
  });
  expect(await findPerson({ email: jun.email })).toMatchObject({ name: "Jun Abe" });
  const byMail = `${path}/${encodeURIComponent("Jun@cedar.example")}`;
  expect(await patch(byMail, { role: "admin", payment_administrator: true })).toMatchObject({
    status: 200,
    body: { role: "admin", payment_administrator: true },
  });
  expect(await patch(`${path}/a@cedar.example`, { role: "member" })).toMatchObject({
    status: 409,
    body: { type: "last_owner" },
  });
  expect((await patch(`${tenants}/birch/members/external:usr-18`, { role: "owner" })).status).toBe(404);
  expect((await reader.send("DELETE", `${path}/external:usr-18`)).status).toBe(403);
  for (const _ of [1, 2]) expect((await host.delete(`${path}/external:usr-18`)).status).toBe(204);
  expect((await reader.get(path)).body).toMatchObject({
    data: [{ payment_administrator: true, role: "owner" }],
  });
});

test("a closed tenant takes nothing more and lets nobody in, keeps its data, and can be opened again", async () => {
  const path = `${tenants}/cedar`;
  const event = { event_id: "e1", customer_id: "cedar", event_name: "api.call" };
  const sent = (id: string) => host.post("/api/v1/events/ingest", { events: [{ ...event, event_id: id }] });
  const authenticated = () => host.post(`${path}/authentications`, { user_id: "u-1" });
  expect((await sent("e1")).status).toBe(200);
  expect((await authenticated()).status).toBe(200);
  for (const _ of [1, 2])
    expect(await host.post(`${path}/close`, {})).toMatchObject({ body: { state: "closed" } });
  // The first one was on its way when the tenant was closed, as far as this process knows.
  const late = { index: 0, errors: [{ rule: "tenant_closed" }] };
  expect(await sent("e2")).toMatchObject({ body: { ingested_count: 0, rejected: [late] } });
  expect(await sent("e2")).toMatchObject({ status: 422, body: { fields: [{ rule: "tenant_closed" }] } });
  expect(await authenticated()).toMatchObject({ status: 409, body: { type: "tenant_closed" } });
  expect(await host.post(`${path}/rps`, { id: "rp" })).toMatchObject({
    status: 409,
    body: { type: "tenant_closed" },
  });
  expect(await findPerson({ email: "a@cedar.example" })).toBeNull();
  expect(await reader.get(`${path}/mau`)).toMatchObject({ status: 200, body: { months: expect.any(Array) } });
  for (const _ of [1, 2])
    expect(await host.post(`${path}/reopen`, {})).toMatchObject({ body: { state: "open" } });
  expect((await sent("e2")).status).toBe(200);
  expect((await authenticated()).status).toBe(200);
  expect(await findPerson({ email: "a@cedar.example" })).not.toBeNull();
});

test("a tenant is not closed while a paid license renews or something is to be paid", async () => {
  const { id } = await makeTenant();
  const close = () => host.post(`${tenants}/${id}/close`, {});
  await holdPlan(id, await makePlan({ key: "pro", rank: 1 }), "month");
  expect(await close()).toMatchObject({ status: 409, body: { type: "license_runs" } });
  const set = (change: Partial<typeof licenses.$inferInsert>) =>
    acrossTenants((tx) => tx.update(licenses).set(change).where(eq(licenses.tenantId, id)));
  await set({ renews: false, payment: "overdue" });
  expect(await close()).toMatchObject({ status: 409, body: { type: "tenant_owes" } });
  await set({ payment: "paid" });
  expect(await close()).toMatchObject({ status: 200, body: { state: "closed", plan: "pro" } });
});
