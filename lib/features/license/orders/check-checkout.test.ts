import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { orders } from "@/drizzle/schema";
import { database } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { acrossTenants } from "@/lib/db/transaction";
import type { OrderState } from "@/lib/domain/license/order";
import { usualTaxRounding } from "@/lib/domain/pricing/terms";
import { promiseEnd } from "@/lib/domain/promise/promise-end";
import { makeCharge } from "@/lib/features/license/charges/make-charge";
import { asUser, makePlan, makeTenant, makeUser, type TestTenant, testNow } from "@/tests/support/factories";
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

async function placeOrder(tenant: TestTenant, state: OrderState, sessionId: string): Promise<void> {
  const planVersionId = await makePlan({ key: "starter", rank: 10 });
  const ctx = asUser(tenant.ownerId);
  await acrossTenants(async (tx) => {
    const promise = promiseEnd({
      currency: "JPY",
      day: "2026-11-16",
      endsOn: "2026-11-16",
      billed: [],
      taxes: [{ from: "0001-01-01", treatment: "taxed", reason: null, rates: [] }],
      taxRounding: usualTaxRounding,
      coupons: [],
      balanceMinor: 0n,
      minimumChargeMinor: 0n,
    });
    const charge = await makeCharge(tx, ctx, tenant.id, "order", promise);
    await tx.insert(orders).values({
      tenantId: tenant.id,
      id: newId("order"),
      kind: "purchase",
      state,
      planVersionId,
      interval: "month",
      seats: 0,
      addons: {},
      mode: "prorated",
      fromPlanVersionId: planVersionId,
      isPayerPresent: true,
      digest: "shown",
      chargeId: charge.id,
      stripeCheckoutSessionId: sessionId,
      orderedBy: tenant.ownerId,
      createdAt: testNow,
    });
  });
}

/** Read as the owner of the database: the queue is closed to the application's roles. */
async function jobsFor(sessionId: string): Promise<number> {
  const rows = (
    await database().execute(
      sql`select 1 from graphile_worker._private_jobs where payload->>'sessionId' = ${sessionId}`,
    )
  ).rows;
  return rows.length;
}
