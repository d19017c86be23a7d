import { expect, test } from "vitest";
import { caller } from "@/tests/support/api-caller";
import { holdPlan, makeKey, makePlan, makeTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { createApi } from "./app";

useDatabase({ DATABASE_POOL: "20" });

const api = createApi();
const asHost = async () => caller(api, (await makeKey("manage")).secret);

test("a hundred registrations at once with a maximum of 10 make exactly 10; the others get a typed error", async () => {
  const host = await asHost();
  const { slug } = await makeTenant({ limits: { registeredRps: 10 } });
  const responses = await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      host.post(`/api/v1/tenants/${slug}/rps`, { id: `rp-${index}`, name: `RP ${index}` }),
    ),
  );
  expect(responses.filter((response) => response.status === 201)).toHaveLength(10);
  const refused = responses.filter((response) => response.status !== 201);
  for (const response of refused)
    expect(response).toMatchObject({
      status: 409,
      body: { type: "limit_reached", maximum: 10, limit: "registered_rps" },
    });
  const list = await host.get(`/api/v1/tenants/${slug}/rps`);
  expect(list.body).toMatchObject({ registered: 10, maximum: 10, next: null });
  const license = await host.get(`/api/v1/tenants/${slug}/license`);
  expect(license.body).toMatchObject({
    use: { registered_rps: 10 },
    may_register: { rp: false, user: true },
  });
});

test("a refusal at the maximum is available in Japanese", async () => {
  const host = await asHost();
  const { slug } = await makeTenant({ limits: { registeredUsers: 0 } });
  const response = await host.post(`/api/v1/tenants/${slug}/users`, { id: "a" }, { "accept-language": "ja" });
  expect(response).toMatchObject({
    status: 409,
    body: { type: "limit_reached", message: expect.stringContaining("上限の0に達しています") },
  });
});

test("registering is 201 once and 200 afterwards; removing is always 204; ids are returned as they were sent", async () => {
  const host = await asHost();
  const { slug } = await makeTenant();
  const id = "https://rp.example/a b?c=1&d=%2F#日本";
  const users = `/api/v1/tenants/${slug}/users`;
  const first = await host.post(users, { id, name: "Anna" });
  expect(first).toMatchObject({ status: 201, body: { id, name: "Anna" } });
  expect(await host.post(users, { id, name: "Anna" })).toMatchObject({ status: 200, body: first.body });
  expect(await host.get(users)).toMatchObject({ body: { data: [first.body], registered: 1, maximum: null } });
  expect((await host.delete(`${users}/${encodeURIComponent(id)}`)).status).toBe(204);
  expect((await host.delete(`${users}/${encodeURIComponent(id)}`)).status).toBe(204);
  expect(await host.get(users)).toMatchObject({ body: { data: [], registered: 0 } });
});

test("authentications appear in the license and the history at once, each user once", async () => {
  const host = await asHost();
  const { slug } = await makeTenant({ timeZone: "Asia/Tokyo", limits: { monthlyActiveUsers: 2 } });
  const path = `/api/v1/tenants/${slug}/authentications`;
  const lastMonth = new Date(Date.now() - 32 * 86_400_000).toISOString();
  await Promise.all(Array.from({ length: 20 }, () => host.post(path, { user_id: "anna" })));
  const batch = await host.post(path, {
    authentications: [{ user_id: "anna" }, { user_id: "bert" }, { user_id: "carl", at: lastMonth }],
  });
  expect(batch).toMatchObject({ status: 200, body: { received: 3, counted: 2 } });
  const license = await host.get(`/api/v1/tenants/${slug}/license`);
  expect(license.body).toMatchObject({
    mau: { users: 2, maximum: 2 },
    use: { monthly_active_users: 2 },
  });
  const { body } = await host.get(`/api/v1/tenants/${slug}/mau?months=3`);
  const history = body as { time_zone: string; maximum: number; months: { month: string; users: number }[] };
  expect(history).toMatchObject({ time_zone: "Asia/Tokyo", maximum: 2 });
  expect(history.months).toHaveLength(3);
  expect(history.months.at(-1)?.users).toBe(2);
  expect(history.months.reduce((sum, month) => sum + month.users, 0)).toBe(3);
  // Beyond the maximum the excess is charged, not refused (DASH-12).
  expect(await host.post(path, { user_id: "dora" })).toMatchObject({ status: 200, body: { counted: 1 } });
});

test("a license has all its fields, free and paid", async () => {
  const host = await asHost();
  const limits = { registeredRps: 2, registeredUsers: 3, monthlyActiveUsers: 100 };
  const { id, slug } = await makeTenant({ limits });
  const free = await host.get(`/api/v1/tenants/${slug}/license`);
  expect(free).toMatchObject({
    status: 200,
    body: {
      tenant: { id, slug, time_zone: "Asia/Tokyo" },
      plan: { key: "free", name: { en: "free", ja: "freeプラン" } },
      interval: null,
      state: "active",
      period: { end: null },
      limits: { registered_rps: 2, registered_users: 3, monthly_active_users: 100 },
      use: { registered_rps: 0, registered_users: 0, monthly_active_users: 0 },
      may_register: { rp: true, user: true },
    },
  });
  const business = await makePlan({ key: "business", rank: 2, limits: { monthlyActiveUsers: 10_000 } });
  await holdPlan(id, business, "month");
  const paid = await host.get(`/api/v1/tenants/${slug}/license`);
  expect(paid.body).toMatchObject({
    plan: { key: "business" },
    interval: "month",
    period: { end: "2026-12-01T12:00:00.000Z" },
    renews: true,
    limits: { registered_rps: null, registered_users: null, monthly_active_users: 10_000 },
    mau: { maximum: 10_000 },
    may_register: { rp: true, user: true },
  });
});
