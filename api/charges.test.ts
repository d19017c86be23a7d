import { afterAll, beforeAll, expect, test } from "vitest";
import { idempotentRequests } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Component } from "@/lib/domain/catalog/component";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import { caller } from "@/tests/support/api-caller";
import { Buyer } from "@/tests/support/buyer";
import { makeKey } from "@/tests/support/factories";
import { createWorld, type World } from "@/tests/support/world";
import { createApi } from "./app";

const both = (text: string) => ({ en: text, ja: text });
const components: Component[] = [
  { kind: "base", key: "base", name: both("Base"), amountMinor: { month: "3000", year: "30000" } },
  {
    kind: "on_demand",
    key: "consulting",
    name: both("Consulting"),
    unit: both("hours"),
    unitAmountMinor: "15000",
    included: "1",
  },
];

let world: World;
let buyer: Buyer;
let send: (
  path: string,
  body: object,
  key?: string,
) => Promise<{ status: number; body: Record<string, unknown> }>;
let list: () => Promise<{ id: string; state: string; amount: string }[]>;
beforeAll(async () => {
  world = await createWorld(new Date("2026-11-30T16:00:00Z"));
  const definition = {
    name: both("Agency"),
    summary: both("Agency"),
    features: [],
    currency: "JPY",
    components,
  };
  const limits = { registeredRps: null, registeredUsers: null };
  await publishPlan(await world.asSystem(), {
    key: "agency",
    rank: 11,
    definition: { ...definition, limits },
  });
  await world.settle();
  buyer = await Buyer.withCard(world);
  await buyer.change("agency");
  const { secret } = await makeKey("read", "manage");
  const api = caller(createApi(), secret);
  const path = `/api/v1/tenants/${buyer.tenantId}/charges`;
  send = async (rest, body, key) => {
    const headers = { "content-type": "application/json", ...(key ? { "idempotency-key": key } : {}) };
    const { status, body: answer } = await api.send("POST", `${path}${rest}`, JSON.stringify(body), headers);
    return { status, body: answer as Record<string, unknown> };
  };
  list = async () => ((await api.get(path)).body as { data: Awaited<ReturnType<typeof list>> }).data;
}, 60_000);
afterAll(() => world?.close());

test("a charge is made once for each key, listed with what is included, withdrawn, and refused by field", async () => {
  const work = { component: "consulting", quantity: "3", description: "Workshop" };
  const made = await send("", work, "job-1");
  expect(made).toMatchObject({
    status: 201,
    body: {
      state: "pending",
      amount: "30000",
      currency: "JPY",
      quantity: "3",
      component: both("Consulting"),
    },
  });
  expect(await send("", work, "job-1")).toMatchObject({ status: 201, body: { id: made.body.id } });
  expect(await send("", { ...work, quantity: "4" }, "job-1")).toMatchObject({
    status: 422,
    body: { type: "idempotency_mismatch" },
  });
  // The stored answer goes after a day; the charge itself knows its key for ever.
  await acrossTenants((tx) => tx.delete(idempotentRequests));
  expect(await send("", work, "job-1")).toMatchObject({ status: 200, body: { id: made.body.id } });
  await acrossTenants((tx) => tx.delete(idempotentRequests));
  expect(await send("", { ...work, quantity: "4" }, "job-1")).toMatchObject({
    status: 422,
    body: { fields: [{ rule: "known_with_other_content" }] },
  });
  expect(await send("", { ...work, amount: "1" })).toMatchObject({
    status: 422,
    body: { fields: [{ field: "amount", rule: "one_of_two" }] },
  });
  expect(await send("", { amount: "1", currency: "USD", description: "x" })).toMatchObject({ status: 422 });
  const now = await send("", { amount: "500", description: "Setup", when: "now" }, "job-2");
  expect(now).toMatchObject({ status: 201, body: { state: "billed", amount: "500", component: null } });
  expect((await list()).map(({ state, amount }) => [state, amount])).toEqual([
    ["billed", "500"],
    ["pending", "30000"],
  ]);
  const withdrawn = () => send(`/${made.body.id}/withdraw`, { reason: "Entered twice" });
  expect((await withdrawn()).status).toBe(204);
  expect((await withdrawn()).status).toBe(204);
  expect(await send(`/${now.body.id}/withdraw`, { reason: "x" })).toMatchObject({
    status: 409,
    body: { type: "too_late" },
  });
  expect((await send("/odc_unknown0000/withdraw", { reason: "x" })).status).toBe(404);
  expect((await list()).map(({ state }) => state)).toEqual(["billed", "withdrawn"]);
});
