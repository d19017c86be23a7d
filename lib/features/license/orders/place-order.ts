import { z } from "zod";
import { orders } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { ConfirmedPrice } from "@/lib/domain/license/order";
import type { MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findOpenOrder, lockLicense } from "@/lib/features/license/lifecycle/queries";
import {
  type ChangeBasis,
  readChangeFacts,
  requireBasis,
} from "@/lib/features/license/plan-change/change-facts";
import { wantedChangeSchema } from "@/lib/features/license/plan-change/preview-change";
import { askForCard, changeSubscription, startSubscription } from "./order-steps";

/**
 * Commits a confirmed change with its promise and the first thing Stripe must be told. The license row is locked, so of
 * two clicks or two tabs one places the order and the other is given the same one.
 */
export const placeOrder = useCase(tenant("license.change", { locks: true }), {
  input: wantedChangeSchema.extend({
    promised: z.custom<ConfirmedPrice>(),
    basis: z.custom<ChangeBasis>(),
    locale: z.enum(["en", "ja"]),
  }),
  async write({ ctx, input, tx, tenantId, standing, audit }): Promise<{
    orderId: Id<"order">;
    message: MessageReference | null;
  }> {
    const license = await lockLicense(tx, tenantId);
    const open = await findOpenOrder(tx, tenantId);
    if (open) {
      const isSame =
        open.planVersionId === input.basis.planVersionId &&
        open.interval === input.interval &&
        open.promised.totalMinor === input.promised.totalMinor;
      if (isSame) return { orderId: open.id, message: null };
      throw new Refused("change_pending");
    }
    const facts = await readChangeFacts(tx, standing, { planKey: input.planKey, interval: input.interval });
    requireBasis(facts, input.basis);
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
        interval: input.interval,
        promised: input.promised,
        stripeSubscriptionId: license.stripeSubscriptionId,
        orderedBy: ctx.actor.kind === "user" ? ctx.actor.userId : standing.tenant.paymentAdministratorId,
        createdAt: ctx.now,
      })
      .returning();
    if (!order) throw new Error("an inserted order is returned");
    await audit({
      action: `order.${facts.kind}`,
      before: { plan: facts.current.planKey, interval: facts.license.interval },
      after: { plan: facts.target.planKey, interval: input.interval, totalMinor: input.promised.totalMinor },
    });
    if (needsCard) return { orderId: order.id, message: await askForCard(tx, ctx, order, input.locale) };
    const step =
      facts.kind === "purchase" ? startSubscription(tx, ctx, order) : changeSubscription(tx, ctx, order);
    return { orderId: order.id, message: await step };
  },
});
