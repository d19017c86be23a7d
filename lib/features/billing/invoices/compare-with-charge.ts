import { and, eq, inArray } from "drizzle-orm";
import { charges, type stripeInvoices, stripePrices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { readChargeName } from "@/lib/domain/ledger/charge-name";
import type { LedgerFacts } from "@/lib/stripe/ledger-facts";

type Compared = Pick<
  typeof stripeInvoices.$inferInsert,
  | "chargeId"
  | "isFollowUp"
  | "manualLinesMinor"
  | "manualCouponsMinor"
  | "balanceUsedMinor"
  | "carriedMinor"
  | "creditedBeforePaidMinor"
  | "creditedLaterMinor"
>;

/** Which charge an invoice carries, and what of it people put there. */
export async function compareWithCharge(
  tx: Transaction,
  tenantId: Id<"tenant">,
  { chargeName, unmarkedLines, discounts, ...money }: LedgerFacts,
): Promise<Compared> {
  const nothing = { chargeId: null, isFollowUp: false, manualLinesMinor: 0n, manualCouponsMinor: 0n };
  const named = readChargeName(chargeName);
  if (!named) return { ...nothing, ...money };
  const own = and(eq(charges.tenantId, tenantId), eq(charges.id, named.chargeId));
  const [charge] = await tx.select({ promise: charges.promise }).from(charges).where(own);
  if (!charge) return { ...nothing, ...money };
  const promised = new Set(charge.promise.foundDiscounts);
  const ours = await ourPricesAmong(tx, unmarkedLines);
  const theirs = unmarkedLines.filter(({ priceId }) => !priceId || !ours.has(priceId));
  return {
    ...named,
    // A discount that the promise knew lowers people's lines too, where Stripe made the invoice final by itself.
    manualLinesMinor:
      sum(theirs) - sum(theirs.flatMap((line) => line.discounts).filter(({ id }) => promised.has(id))),
    // A discount that the promise knew is a line of it.
    manualCouponsMinor: sum(discounts.filter(({ id }) => !promised.has(id))),
    ...money,
  };
}

/** A subscription bills the prices of plan versions; what it bills by others, people put there. */
async function ourPricesAmong(
  tx: Transaction,
  lines: LedgerFacts["unmarkedLines"],
): Promise<ReadonlySet<string>> {
  const ids = lines.flatMap(({ priceId }) => priceId ?? []);
  if (ids.length === 0) return new Set();
  const rows = await tx
    .select({ id: stripePrices.stripePriceId })
    .from(stripePrices)
    .where(inArray(stripePrices.stripePriceId, ids));
  return new Set(rows.map(({ id }) => id));
}

const sum = (amounts: readonly { amountMinor: bigint }[]): bigint =>
  amounts.reduce((all, { amountMinor }) => all + amountMinor, 0n);
