import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database } from "@/lib/db/client";
import type { OrderState } from "@/lib/domain/license/order";
import { asUser, makeTenant, makeUser, type TestTenant } from "@/tests/support/factories";
import { placeTestOrder } from "@/tests/support/test-order";
import { useDatabase } from "@/tests/support/use-database";
import { checkCheckout } from "./check-checkout";

useDatabase();

test("back from Checkout, the worker is asked once to look at the session, however often the page asks", async () => {
  const tenant = await makeTenant();
  await placeOrder(tenant, "awaiting_card", "cs_once");
  for (let time = 0; time < 3; time++)
    expect(await checkCheckout(asUser(tenant.ownerId), tenant.id, {})).toEqual({
      ok: true,
      value: { checking: true },
    });
  expect(await jobsFor("cs_once")).toBe(1);
});

test("an order that waits for no card asks for nothing", async () => {
  const tenant = await makeTenant();
  await placeOrder(tenant, "executing", "cs_done");
  expect(await checkCheckout(asUser(tenant.ownerId), tenant.id, {})).toEqual({
    ok: true,
    value: { checking: false },
  });
  expect(await jobsFor("cs_done")).toBe(0);
});

test("a stranger learns nothing and asks for nothing", async () => {
  const tenant = await makeTenant();
  await placeOrder(tenant, "awaiting_card", "cs_stranger");
  const answer = await checkCheckout(asUser(await makeUser()), tenant.id, {});
  expect(answer).toMatchObject({ ok: false, refusal: { code: "not_found" } });
  expect(await jobsFor("cs_stranger")).toBe(0);
});

const placeOrder = (tenant: TestTenant, state: OrderState, sessionId: string) =>
  placeTestOrder(tenant, state, { stripeCheckoutSessionId: sessionId });

/** Read as the owner of the database: the queue is closed to the application's roles. */
async function jobsFor(sessionId: string): Promise<number> {
  const rows = (
    await database().execute(
      sql`select 1 from graphile_worker._private_jobs where payload->>'sessionId' = ${sessionId}`,
    )
  ).rows;
  return rows.length;
}
