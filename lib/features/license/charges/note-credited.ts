import { and, eq } from "drizzle-orm";
import { billedLines } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { allocate, money } from "@/lib/domain/money/money";
import { divideRounded } from "@/lib/domain/money/rounding";
import { billedLinesOf } from "@/lib/domain/promise/billed-lines-of";
import type { BilledLine } from "@/lib/domain/promise/lines/billed-line";
import type { Charge } from "./queries";

type Kept = Pick<BilledLine, "component" | "optionKey" | "span" | "amountMinor" | "discounts">;

/**
 * Notes what people took off a charge's invoice by hand, before tax: credit notes that they wrote, and their coupons. It
 * is split over the billed lines, because it gives nothing back a second time. Always the whole of it, so that a note
 * that was voided counts no more.
 */
export async function noteCredited(tx: Transaction, charge: Charge, creditedMinor: bigint): Promise<void> {
  const own = and(eq(billedLines.tenantId, charge.tenantId), eq(billedLines.chargeId, charge.id));
  const rows = await tx.select().from(billedLines).where(own).orderBy(billedLines.id);
  const noted = rows.reduce((sum, { line }) => sum + line.creditedMinor, 0n);
  const nets = rows.map(({ line }) => netOf(line));
  const most = nets.reduce((sum, net) => sum + net, 0n);
  const wanted = creditedMinor < most ? creditedMinor : most;
  if (wanted === noted || most <= 0n) return;
  const shares = allocate(money(wanted, charge.currency), nets);
  const promised = billedLinesOf(charge.promise);
  for (const [index, { id, line }] of rows.entries()) {
    const share = shares[index]?.minor ?? 0n;
    const net = nets[index] ?? 0n;
    const taxes = promised.find((each) => keyOf(each) === keyOf(line))?.taxes ?? line.taxes;
    const left = taxes.map((tax) => ({
      ...tax,
      amountMinor: net === 0n ? 0n : divideRounded(tax.amountMinor * (net - share), net, "half_up"),
    }));
    await tx
      .update(billedLines)
      .set({ line: { ...line, creditedMinor: share, taxes: left } })
      .where(and(own, eq(billedLines.id, id)));
  }
}

const netOf = ({ amountMinor, discounts }: Kept): bigint =>
  discounts.reduce((left, discount) => left - discount.amountMinor, amountMinor);

const keyOf = ({ component, optionKey, span }: Kept) => JSON.stringify([component, optionKey, span.from]);
