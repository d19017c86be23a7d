import { and, eq, gt, isNull, or } from "drizzle-orm";
import { billingCloses, stripePrices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { handler } from "@/lib/features/foundation/outbox/handler";
import { getLicense, type License } from "@/lib/features/license/lifecycle/queries";
import { type TakenBack, takeBackDraft } from "@/lib/stripe/unexpected-drafts";
import { noteMended } from "./record-differences";

/** Takes back what a draft would charge a second time, and says so to staff. */
export const stripeDraftTakeBack = handler("stripe.draft.take_back", {
  async prepare(tx, { tenantId }) {
    const prices = await tx.select({ id: stripePrices.stripePriceId }).from(stripePrices);
    const { toldItems } = await getLicense(tx, tenantId);
    return new Set([...prices.map(({ id }) => id), ...toldItems.map(({ id }) => id)]);
  },
  execute: ({ stripeInvoiceId }, message, _ctx, ours): Promise<TakenBack | null> =>
    takeBackDraft(stripeInvoiceId, ours, message.id),
  async settle(tx, ctx, { tenantId }, { stripeInvoiceId }, taken) {
    if (!taken) return;
    const { amountMinor, currency } = taken;
    const facts = { amountMinor: String(amountMinor), currency };
    await noteMended(tx, ctx, tenantId, { kind: "draft_unexpected", key: stripeInvoiceId, facts }, "webhook");
  },
  // The draft becomes final as Stripe has it; the ledger shows it as an invoice that nothing of ours explains.
  refuse: async () => {},
});

const minuteMs = 60_000;
/** As long as a close waits for its draft, and the draft for its close. */
const dayMs = 86_400_000;

/**
 * True for a draft that the license's subscription made although no period begins: after a trial that people put there, or
 * so late that Choba's own invoice stands for it.
 */
export async function isUnexpectedDraft(
  tx: Transaction,
  { tenantId, stripeSubscriptionId, interval, periodEnd }: License,
  draft: { subscriptionId: string | null; chargeId: string | null; createdAt: Date },
): Promise<boolean> {
  if (interval === null || !periodEnd || draft.chargeId) return false;
  if (!stripeSubscriptionId || draft.subscriptionId !== stripeSubscriptionId) return false;
  // The period that it is for begins now, or was begun and waits for it.
  if (periodEnd.getTime() <= draft.createdAt.getTime() + minuteMs) return false;
  const [waiting] = await tx
    .select({ id: billingCloses.id })
    .from(billingCloses)
    .where(
      and(
        eq(billingCloses.tenantId, tenantId),
        or(
          isNull(billingCloses.closedAt),
          // Its close has just carried it, and its name is not read yet.
          and(
            eq(billingCloses.carrier, "renewal_draft"),
            gt(billingCloses.dueAt, new Date(draft.createdAt.getTime() - dayMs)),
          ),
        ),
      ),
    )
    .limit(1);
  return waiting === undefined;
}
