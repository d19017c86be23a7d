import { billedLines, charges } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { ProposedLicense } from "@/lib/domain/moving-in/moving-in";
import type { ChargePromise } from "@/lib/domain/promise/charge-promise";
import type { Context } from "@/lib/features/foundation/context/context";

type Paid = {
  planVersionId: Id<"planVersion">;
  currency: string;
  paid: NonNullable<ProposedLicense["paid"]>;
};

/**
 * Notes what an invoice of before has paid for the running period, so that a change gives its unused days back. Choba
 * charged nothing for it: its charge is of nothing, and names the invoice, so that a refund of that is known here.
 */
export async function keepPaid(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  { planVersionId, currency, paid }: Paid,
): Promise<void> {
  const [first] = paid.lines;
  if (!first) return;
  const chargeId = newId("charge");
  await tx.insert(charges).values({
    tenantId,
    id: chargeId,
    kind: "renewal",
    state: "paid",
    promise: ofNothing(currency, first.span.from),
    currency,
    totalMinor: 0n,
    openMinor: 0n,
    stripeInvoiceId: paid.invoiceId,
    createdAt: ctx.now,
    closedAt: ctx.now,
  });
  await tx.insert(billedLines).values(
    paid.lines.map((line) => ({
      tenantId,
      id: newId("billedLine"),
      chargeId,
      untilDay: line.span.until,
      line: { ...line, planVersionId, creditedMinor: 0n },
    })),
  );
}

const ofNothing = (currency: string, day: string): ChargePromise => ({
  currency,
  day,
  lines: [],
  subtotalMinor: 0n,
  discountMinor: 0n,
  taxes: [],
  totalMinor: 0n,
  treatment: "taxed",
  reason: null,
  creditNotes: [],
  givenBack: [],
  foundDiscounts: [],
  balance: { beforeMinor: 0n, appliedMinor: 0n, creditedMinor: 0n, carriedMinor: 0n, afterMinor: 0n },
  dueNowMinor: 0n,
  next: null,
  problem: null,
});
