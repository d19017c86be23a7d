import { and, eq } from "drizzle-orm";
import { onDemandCharges } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { promiseUsage } from "@/lib/domain/promise/promise-usage";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMessage, type MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { keepBilledLines } from "@/lib/features/license/charges/keep-billed-lines";
import { makeCharge } from "@/lib/features/license/charges/make-charge";
import { promiseTerms } from "@/lib/features/license/charges/promise-terms";
import { termsOfContract } from "@/lib/features/license/contracts/charging/contract-promise";
import { findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { noteBilledWork, rateWork } from "./bill-on-demand";
import type { OnDemandRow } from "./queries";

/** Bills a charge at once, on an invoice of its own; null if all of it is included and nothing is owed. */
export async function chargeNow(
  tx: Transaction,
  ctx: Context,
  row: OnDemandRow,
): Promise<{ chargeId: Id<"charge">; message: MessageReference } | null> {
  const { tenantId, id, charge } = row;
  const { currency, day } = charge;
  const contract = await findRunningContract(tx, tenantId);
  const terms = contract
    ? await termsOfContract(tx, tenantId, contract, currency)
    : await promiseTerms(tx, tenantId, await findPaymentAccount(tx, tenantId), currency);
  const work = await rateWork(tx, [row]);
  const { lines } = work;
  await noteBilledWork(tx, tenantId, work, ctx.now);
  const promise = promiseUsage({ ...terms, currency, day, usage: [{ lines, coupons: [] }] });
  if (lines.every(({ amountMinor }) => amountMinor === 0n)) return null;
  const daysUntilDue = contract?.daysUntilDue ?? null;
  const made = await makeCharge(tx, ctx, tenantId, "on_demand", promise, daysUntilDue);
  await keepBilledLines(tx, made);
  await tx
    .update(onDemandCharges)
    .set({ chargeId: made.id })
    .where(and(eq(onDemandCharges.tenantId, tenantId), eq(onDemandCharges.id, id)));
  const message = await enqueueMessage(tx, ctx, tenantId, "stripe.on_demand.invoice", { chargeId: made.id });
  return { chargeId: made.id, message };
}
