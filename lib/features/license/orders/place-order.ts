import { orders } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { invariant, Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { ConfirmedPrice } from "@/lib/domain/license/order";
import type { MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import type { Writing } from "@/lib/features/foundation/use-case/use-case";
import { findOpenOrder, lockLicense } from "@/lib/features/license/lifecycle/queries";
import {
  type ChangeBasis,
  readChangeFacts,
  requireBasis,
  type WantedChange,
} from "@/lib/features/license/plan-change/change-facts";
import type { Locale } from "@/lib/i18n/locales";
import { askForCard, changeSubscription, startSubscription } from "./order-steps";

/** A change as it was shown, with what was promised and what that rested on. */
export type ConfirmedPurchase = WantedChange & {
  promised: ConfirmedPrice;
  basis: ChangeBasis;
  locale: Locale;
};

/**
 * Commits a confirmed change with its promise and the first message to Stripe. The license row is locked, so of two
 * clicks or two tabs one places the order and the other is given the same one.
 */
export async function placeOrder(
  { ctx, tx, tenantId, standing, audit }: Omit<Writing<unknown>, "input">,
  confirmed: ConfirmedPurchase,
): Promise<{ orderId: Id<"order">; message: MessageReference | null }> {
  const license = await lockLicense(tx, tenantId);
  const open = await findOpenOrder(tx, tenantId);
  if (open) {
    const isSame =
      open.planVersionId === confirmed.basis.planVersionId &&
      open.interval === confirmed.interval &&
      open.promised.totalMinor === confirmed.promised.totalMinor;
    if (isSame) return { orderId: open.id, message: null };
    throw new Refused("change_pending");
  }
  const facts = await readChangeFacts(tx, standing.tenant, confirmed);
  requireBasis(facts, confirmed.basis);
  if (facts.kind === "downgrade") throw new Refused("change_pending");
  const needsCard = facts.kind === "purchase" && !facts.cardOnFile;
  const [order] = await tx
    .insert(orders)
    .values({
      tenantId,
      id: newId("order"),
      kind: facts.kind,
      state: needsCard ? "awaiting_card" : "executing",
      planVersionId: facts.target.id,
      interval: confirmed.interval,
      promised: confirmed.promised,
      stripeSubscriptionId: license.stripeSubscriptionId,
      orderedBy: ctx.actor.kind === "user" ? ctx.actor.userId : standing.tenant.paymentAdministratorId,
      createdAt: ctx.now,
    })
    .returning();
  invariant(order, "an inserted order is returned");
  await audit({
    action: `order.${facts.kind}`,
    before: { plan: facts.current.planKey, interval: facts.license.interval },
    after: {
      plan: facts.target.planKey,
      interval: confirmed.interval,
      totalMinor: confirmed.promised.totalMinor,
    },
  });
  if (needsCard) return { orderId: order.id, message: await askForCard(tx, ctx, order, confirmed.locale) };
  const step =
    facts.kind === "purchase" ? startSubscription(tx, ctx, order) : changeSubscription(tx, ctx, order);
  return { orderId: order.id, message: await step };
}
