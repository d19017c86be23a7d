import { billedUsage } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { promiseUsage } from "@/lib/domain/promise/promise-usage";
import { dayOf } from "@/lib/domain/time/calendar";
import type { Context } from "@/lib/features/foundation/context/context";
import { promiseTerms } from "@/lib/features/license/charges/promise-terms";
import { termsOfContract } from "@/lib/features/license/contracts/charging/contract-promise";
import type { DueUsage } from "@/lib/features/license/usage-charges/take-due-usage";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { openClose } from "./open-close";

/**
 * Bills usage that no period's invoice carries, each agreement on an invoice of its own. What is invoiced in Stripe's
 * dashboard is only noted, as a statement.
 */
export async function billUsage(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  usage: readonly DueUsage[],
  { at, timeZone }: { at: Date; timeZone: string },
): Promise<void> {
  for (const due of usage) {
    const { contract, currency, months } = due;
    if (contract?.invoicedBy === "stripe_dashboard") {
      await keepStatement(tx, ctx, tenantId, due);
      continue;
    }
    const day = dayOf(at, timeZone);
    const terms = contract
      ? await termsOfContract(tx, tenantId, contract, currency)
      : await promiseTerms(tx, tenantId, await findPaymentAccount(tx, tenantId), currency);
    const promise = promiseUsage({ ...terms, currency, day, usage: months });
    const daysUntilDue = contract?.daysUntilDue ?? null;
    await openClose(tx, ctx, tenantId, {
      kind: "usage",
      from: day,
      dueAt: at,
      timeZone,
      promise,
      daysUntilDue,
    });
  }
}

async function keepStatement(
  tx: Transaction,
  { now: createdAt }: Context,
  tenantId: Id<"tenant">,
  { months }: DueUsage,
): Promise<void> {
  const lines = months.flatMap((month) => month.lines);
  if (lines.length === 0) return;
  await tx.insert(billedUsage).values(
    lines.map((line) => ({
      tenantId,
      id: newId("billedUsage"),
      monthFrom: line.period.from,
      line: { ...line, discounts: [] },
      createdAt,
    })),
  );
}
