import { sum } from "../core/money";
import type { TaxRate } from "../shapes/tax";
import type { Debit, Row } from "../store/kinds";
import type { ItemLine } from "./lines";

/**
 * What each item was debited for the current period, by item id.
 * Flexible billing credits what was really debited, not what the item costs now. So each debit is recorded.
 */
export function debitsOf(
  basis: number,
  lines: ItemLine[],
  invoice: Row<"invoice"> | null,
  defaultRates: TaxRate[],
): Record<string, Debit[]> {
  const debits: Record<string, Debit[]> = {};
  for (const line of lines) {
    if (line.isCredit) continue;
    // Time before the current period is over. It is never credited.
    if (line.period.end <= line.item.current_period_start) continue;
    const discounted = invoice?.hidden.lines.find(({ id }) => id === line.id)?.discount_amounts ?? [];
    debits[line.item.id] = [
      {
        item: structuredClone(line.item),
        amount: line.gross,
        net: line.amount - sum(discounted.map(({ amount }) => amount)),
        discounts: discounted.length > 0 ? discounted.map(({ discount }) => discount) : line.discounts,
        rates: line.rates ?? defaultRates,
        start: line.period.start,
        end: line.period.end,
        basis,
        source: { invoice: invoice?.id ?? null, line: line.id, invoiceItem: line.invoiceItem },
      },
    ];
  }
  return debits;
}

export function recordDebits(
  subscription: Row<"subscription">,
  lines: ItemLine[],
  invoice: Row<"invoice"> | null,
): void {
  const { hidden, data } = subscription;
  Object.assign(hidden.debits, debitsOf(hidden.basis, lines, invoice, data.default_tax_rates));
}
