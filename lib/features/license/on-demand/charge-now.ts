import { and, eq } from "drizzle-orm";
import { onDemandCharges } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMessage, type MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { keepBilledLines } from "@/lib/features/license/charges/keep-billed-lines";
import { makeCharge } from "@/lib/features/license/charges/make-charge";
import { noteBilledWork } from "./bill-on-demand";
import { promiseOfWork } from "./promise-of-work";
import type { OnDemandRow } from "./queries";

/** Bills a charge at once, on an invoice of its own; null if all of it is included and nothing is owed. */
export async function chargeNow(
  tx: Transaction,
  ctx: Context,
  row: OnDemandRow,
): Promise<{ chargeId: Id<"charge">; message: MessageReference } | null> {
  const { tenantId, id, charge } = row;
  const { work, promise, daysUntilDue } = await promiseOfWork(tx, tenantId, charge, [row], id);
  await noteBilledWork(tx, tenantId, work, ctx.now);
  if (work.lines.every(({ amountMinor }) => amountMinor === 0n)) return null;
  const made = await makeCharge(tx, ctx, tenantId, "on_demand", promise, daysUntilDue);
  await keepBilledLines(tx, made);
  await tx
    .update(onDemandCharges)
    .set({ chargeId: made.id })
    .where(and(eq(onDemandCharges.tenantId, tenantId), eq(onDemandCharges.id, id)));
  const message = await enqueueMessage(tx, ctx, tenantId, "stripe.on_demand.invoice", { chargeId: made.id });
  return { chargeId: made.id, message };
}
