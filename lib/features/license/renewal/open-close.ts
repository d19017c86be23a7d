import { billingCloses } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import type { CloseKind } from "@/lib/domain/close/close";
import type { Id } from "@/lib/domain/ids";
import type { ChargePromise } from "@/lib/domain/promise/charge-promise";
import type { Day } from "@/lib/domain/time/day-span";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import { enqueueCreditNotes } from "@/lib/features/license/charges/enqueue-credit-notes";
import { keepBilledLines } from "@/lib/features/license/charges/keep-billed-lines";
import { makeCharge } from "@/lib/features/license/charges/make-charge";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";
import { findCloseHold } from "./close-hold";

/** A period that begins, or only the usage before it, with what it costs. `daysUntilDue`: it is sent instead of charged. */
export type BegunPeriod = {
  kind: CloseKind;
  from: Day;
  dueAt: Date;
  timeZone: string;
  promise: ChargePromise;
  daysUntilDue: number | null;
};

/** Commits what a period costs. Its invoice follows (`stripe.close.carry`); one of which nothing is owed has none. A hold of what was to come holds it. */
export async function openClose(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  { kind, from, dueAt, timeZone, promise, daysUntilDue }: BegunPeriod,
): Promise<void> {
  const owes = promise.lines.some(({ amountMinor }) => amountMinor !== 0n);
  const charge = owes ? await makeCharge(tx, ctx, tenantId, "renewal", promise, daysUntilDue) : null;
  if (charge) {
    // Billed from now on: a change in this period is worked out against it, whether its invoice is final or not.
    await keepBilledLines(tx, charge);
    await enqueueCreditNotes(tx, ctx, charge);
  }
  const id = newId("close");
  const hold = charge && (await findCloseHold(tx, tenantId, ctx.now));
  await tx.insert(billingCloses).values({
    tenantId,
    id,
    kind,
    currency: promise.currency,
    state: hold ? "held" : charge ? "carrying" : "nothing_owed",
    heldUntil: hold?.heldUntil,
    holdReason: hold?.reason,
    periodFrom: from,
    timeZone,
    dueAt,
    chargeId: charge?.id ?? null,
    createdAt: ctx.now,
    closedAt: charge ? null : ctx.now,
  });
  if (charge) await enqueueMessage(tx, ctx, tenantId, "stripe.close.carry", { closeId: id }, "worker");
  else await enqueueSync(tx, ctx, tenantId);
}
