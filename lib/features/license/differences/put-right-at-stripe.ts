import { invariant } from "@/lib/domain/errors";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";
import { handler } from "@/lib/features/foundation/outbox/handler";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";
import { putRight, type WrongAtStripe } from "@/lib/stripe/put-right";
import { findDifference } from "./queries";
import { change, type DifferenceRow } from "./record-differences";

/**
 * Takes back what people changed at Stripe, then has the subscription follow the license and reads it anew: the row is
 * closed by what is found, not by what was asked for.
 */
export const stripeDifferencePutRight = handler("stripe.difference.put_right", {
  async prepare(tx, { tenantId }, { differenceId }) {
    const row = await findDifference(tx, tenantId, differenceId);
    invariant(row, `the difference ${differenceId} exists`);
    return row;
  },
  async execute(_parameters, message, _ctx, row) {
    const wrong = wrongOf(row);
    if (wrong && row.stripeSubscriptionId) await putRight(row.stripeSubscriptionId, wrong, message.id);
    return row.stripeSubscriptionId;
  },
  async settle(tx, ctx, { tenantId }, { differenceId }, subscriptionId) {
    const row = await findDifference(tx, tenantId, differenceId);
    // One that was ended, or whose trial was, is made anew: nothing more is read of it.
    if (row && !row.closedAt && isMadeAnew(row)) await change(tx, row, { closedAt: ctx.now });
    if (row?.kind !== "subscription_added") await enqueueSync(tx, ctx, tenantId);
    if (subscriptionId)
      await enqueueJob(
        tx,
        "refresh-subscription",
        { subscriptionId },
        { key: `refresh-subscription:${subscriptionId}`, delay: "2 seconds" },
      );
  },
  /** It waits for a decision again. */
  async refuse(tx, _ctx, { tenantId }, { differenceId }) {
    await change(tx, { tenantId, id: differenceId }, { decision: null, decidedBy: null, decidedAt: null });
  },
});

const isMadeAnew = ({ kind }: DifferenceRow) => kind === "trial_added" || kind === "subscription_cancelled";

/** Null: the subscription is only made to follow. */
function wrongOf({ kind, key }: DifferenceRow): WrongAtStripe | null {
  switch (kind) {
    case "item_added":
      return { part: "item", itemId: key };
    case "ends_on":
      return { part: "end" };
    case "collection_paused":
      return { part: "pause" };
    // A trial moves the day of all later periods, which can only be set when a subscription is made.
    case "trial_added":
    case "subscription_added":
      return { part: "whole" };
    default:
      return null;
  }
}
