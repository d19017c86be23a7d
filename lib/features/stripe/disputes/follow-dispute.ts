import { and, eq } from "drizzle-orm";
import { disputes } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { disputeStanding } from "@/lib/domain/disputes/dispute-standing";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { takeSequenceNumber } from "@/lib/features/license/lifecycle/sequence-numbers";
import { tenantOfCustomer } from "@/lib/features/payers/stripe-customer/queries";
import { recordManualChange } from "@/lib/features/stripe/manual-changes/record-manual-change";
import { OutsideUnreachable } from "@/lib/http/outside";
import { type DisputeFacts, readDispute } from "@/lib/stripe/disputes";
import { eventTime, type StripeEvent } from "@/lib/stripe/webhook";
import { disputeReaders, notifyDispute } from "./notify-dispute";

/** Readings that overtake each other end at the latest when the webhooks stop. */
const mostRounds = 5;

/**
 * Reads a dispute anew, whatever event told of it, and tells its story in the tenant's log: opened, answered, and won or
 * lost. That its money is withdrawn and brought back is part of that and no entry of its own.
 */
export async function followDispute(ctx: Context, event: StripeEvent): Promise<void> {
  const id = String(event.data.object.id ?? "");
  for (let round = 0; round < mostRounds; round++) {
    const sequence = await takeSequenceNumber();
    const dispute = await readDispute(id);
    const { customerId } = dispute;
    const tenantId = customerId && (await acrossTenants((tx) => tenantOfCustomer(tx, customerId)));
    if (!tenantId) return;
    if (!(await keep(ctx, tenantId, sequence, dispute))) continue;
    return tell(ctx, event, dispute);
  }
  throw new OutsideUnreachable(`dispute ${id} changes faster than it is read`);
}

/** Keeps what was read, and mails staff when it is the first that is known of the dispute. False if a newer read has been kept already. */
async function keep(
  ctx: Context,
  tenantId: Id<"tenant">,
  sequence: bigint,
  dispute: DisputeFacts,
): Promise<boolean> {
  const readers = await disputeReaders(tenantId);
  return inTenant(tenantId, async (tx) => {
    const { id, customerId: _, invoice: __, ...facts } = dispute;
    const row = { ...facts, standing: disputeStanding(facts.status), appliedSequence: sequence };
    const [written] = await tx
      .insert(disputes)
      .values({ tenantId, stripeDisputeId: id, ...row })
      .onConflictDoNothing()
      .returning({ id: disputes.stripeDisputeId });
    if (written) {
      if (row.standing === "answer") await notifyDispute(tx, ctx, tenantId, readers, dispute);
      return true;
    }
    const own = and(eq(disputes.tenantId, tenantId), eq(disputes.stripeDisputeId, id));
    const [known] = await tx.select().from(disputes).where(own).for("update");
    if (known && known.appliedSequence > sequence) return false;
    await tx.update(disputes).set(row).where(own);
    return true;
  });
}

/**
 * When a dispute was answered or decided stands in no field of it, so it is told by the event that shows it so and has the
 * time of that: an event from before is followed by one that does.
 */
async function tell(ctx: Context, event: StripeEvent, dispute: DisputeFacts): Promise<void> {
  const { id: disputeId, customerId, invoice, reason, openedAt, answerBy } = dispute;
  const amount = `${dispute.amountMinor} ${dispute.currency}`;
  const facts = { customerId, amount, invoice, disputeId };
  await recordManualChange(
    ctx,
    { key: `dispute:${disputeId}`, action: "dispute_opened", at: openedAt },
    { ...facts, reason, answerBy: answerBy?.toISOString() ?? null },
  );
  const shown = disputeStanding(String(event.data.object.status ?? ""));
  if (shown === "answer" || shown !== disputeStanding(dispute.status)) return;
  const action = actions[shown];
  await recordManualChange(
    ctx,
    { key: `dispute:${disputeId}:${shown}`, action, at: eventTime(event) },
    facts,
  );
}

const actions = {
  review: "dispute_evidence_submitted",
  won: "dispute_won",
  lost: "dispute_lost",
  closed: "dispute_closed",
} as const;
