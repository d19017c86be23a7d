import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { holds } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { caller } from "@/tests/support/api-caller";
import { makeKey, makeTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { createApi } from "./app";

useDatabase({ DATABASE_POOL: "20" });

const api = createApi();
const rps = "registered_rps";
type Check = { allowed: boolean; hold: { id: string } | null };

test("of fifty who ask at once for five places exactly five hold one, and registrations count with them", async () => {
  const host = caller(api, (await makeKey("manage")).secret);
  const { id } = await makeTenant({ limits: { registeredRps: 5 } });
  const at = (path: string) => `/api/v1/tenants/${id}/${path}`;
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => host.post(at("entitlements/check"), { limit: rps, hold: true })),
  );
  const held = answers.flatMap(({ body }) => (body as Check).hold ?? []);
  expect(held).toHaveLength(5);
  expect(answers.filter(({ body }) => !(body as Check).allowed)).toHaveLength(45);
  expect(await host.get(at("entitlements"))).toMatchObject({
    body: { limits: { [rps]: { used: "0", held: 5, maximum: "5", remaining: "0" } } },
  });
  expect(await host.post(at("rps"), { id: "late" })).toMatchObject({
    status: 409,
    body: { type: "limit_reached" },
  });
  const [first, second, third, fourth] = held.map((hold) => hold.id);
  const register = (rp: string, hold_id: string | undefined) => host.post(at("rps"), { id: rp, hold_id });
  expect(await register("a", first)).toMatchObject({ status: 201 });
  expect(await register("a", first)).toMatchObject({ status: 200 });
  // It was used up, so it keeps nothing free any more.
  expect(await register("b", first)).toMatchObject({ status: 409 });
  const close = (hold: string | undefined, verb: string) => host.post(at(`holds/${hold}/${verb}`), {});
  expect(await close(second, "release")).toMatchObject({ status: 200, body: { outcome: "released" } });
  expect(await close(second, "release")).toMatchObject({ status: 200 });
  expect(await close(second, "confirm")).toMatchObject({ status: 409, body: { type: "too_late" } });
  expect(await register("b", undefined)).toMatchObject({ status: 201 });
  await acrossTenants((tx) =>
    tx
      .update(holds)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(holds.tenantId, id)),
  );
  expect(await close(third, "confirm")).toMatchObject({ status: 409 });
  expect(await register("c", fourth)).toMatchObject({ status: 201 });
  expect(await host.get(at("entitlements"))).toMatchObject({
    body: { limits: { [rps]: { used: "3", held: 0, remaining: "2" } } },
  });
});

test("a key that reads may ask, but hold nothing; what is not in the plan is not allowed", async () => {
  const reader = caller(api, (await makeKey("read")).secret);
  const { id } = await makeTenant({ limits: { registeredRps: 1 } });
  const ask = (body: object) => reader.post(`/api/v1/tenants/${id}/entitlements/check`, body);
  expect(await ask({ limit: rps })).toMatchObject({
    status: 200,
    body: { allowed: true, reason: null, hold: null, count: { remaining: "1" } },
  });
  expect(await ask({ limit: rps, quantity: 2 })).toMatchObject({
    body: { allowed: false, reason: "limit_reached" },
  });
  expect(await ask({ limit: rps, hold: true })).toMatchObject({ status: 403 });
  expect(await ask({ feature: "analytics" })).toMatchObject({
    body: { allowed: false, reason: "not_in_plan" },
  });
  expect(await ask({ meter: "unheard_of" })).toMatchObject({ body: { reason: "not_in_plan" } });
  expect(await ask({ limit: rps, feature: "x" })).toMatchObject({ status: 422 });
});
