import { orders } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { acrossTenants } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { OrderState } from "@/lib/domain/license/order";
import { usualTaxRounding } from "@/lib/domain/pricing/terms";
import { promiseEnd } from "@/lib/domain/promise/promise-end";
import { makeCharge } from "@/lib/features/license/charges/make-charge";
import { asUser, makePlan, type TestTenant, testNow } from "./factories";

/** An order of a tenant's owner in this state, as a row: nothing was asked of Stripe for it. */
export async function placeTestOrder(
  tenant: TestTenant,
  state: OrderState,
  facts: Partial<typeof orders.$inferInsert> = {},
) {
  const planVersionId = await makePlan({ key: "starter", rank: 10 });
  const ctx = asUser(tenant.ownerId);
  return acrossTenants(async (tx) => {
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
    const [order] = await tx
      .insert(orders)
      .values({
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
        orderedBy: tenant.ownerId,
        createdAt: testNow,
        ...facts,
      })
      .returning();
    invariant(order, "an inserted order is returned");
    return order;
  });
}
