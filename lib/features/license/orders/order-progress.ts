import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import { orders } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { may } from "@/lib/domain/access/actions";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import type { OrderKind, OrderState } from "@/lib/domain/license/order";
import { id } from "@/lib/features/foundation/input/id";
import type { Standing } from "@/lib/features/foundation/use-case/authorise";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { getCharge } from "@/lib/features/license/charges/queries";
import { findOpenOrder, findOrder, type Order } from "@/lib/features/license/lifecycle/queries";

/** Where an order stands, and where the payer must go, if anywhere. */
export type OrderProgress = {
  orderId: Id<"order">;
  chargeId: Id<"charge">;
  kind: OrderKind;
  state: OrderState;
  planVersionId: Id<"planVersion">;
  interval: PaidInterval;
  /** Stripe's page that waits for the payer: Checkout for the card, or the hosted invoice. */
  goTo: string | null;
  reason: string | null;
};

/** The named order, or the open one, or else the latest; null if the tenant never ordered. */
export const orderProgress = useCase(tenant("license.view"), {
  input: z.strictObject({ orderId: id("order").optional() }),
  read: ({ input, tx, tenantId, standing }) => readOrderProgress(tx, tenantId, standing, input.orderId),
});

/** The same within a transaction of the caller's. */
export async function readOrderProgress(
  tx: Transaction,
  tenantId: Id<"tenant">,
  standing: Standing,
  orderId?: Id<"order">,
): Promise<OrderProgress | null> {
  const order = orderId
    ? await findOrder(tx, tenantId, orderId)
    : ((await findOpenOrder(tx, tenantId)) ?? (await latestOrder(tx, tenantId)));
  if (!order) return null;
  const page = {
    awaiting_card: order.checkoutUrl,
    awaiting_payment: (await getCharge(tx, tenantId, order.chargeId)).hostedInvoiceUrl,
  };
  const waits =
    order.state === "awaiting_card" || order.state === "awaiting_payment" ? page[order.state] : null;
  return {
    orderId: order.id,
    chargeId: order.chargeId,
    kind: order.kind,
    state: order.state,
    planVersionId: order.planVersionId,
    interval: order.interval,
    // Only people who may act are sent there: the page shows the payer's data.
    goTo: may(standing.roles, "license.change") ? waits : null,
    reason: order.reason,
  };
}

export async function latestOrder(tx: Transaction, tenantId: Id<"tenant">): Promise<Order | null> {
  const [row] = await tx
    .select()
    .from(orders)
    .where(eq(orders.tenantId, tenantId))
    .orderBy(desc(orders.createdAt), desc(orders.id))
    .limit(1);
  return row ?? null;
}
