import type { Debit, Row } from "../store/registry";
import type { ItemLine } from "./lines";

/**
 * Notes what the lines debit for the running period, replacing what was noted for their items.
 * Flexible billing credits what was really debited, not what the item costs by now.
 */
export function debitsOf(basis: number, lines: ItemLine[], invoice: string | null): Record<string, Debit[]> {
  const debits: Record<string, Debit[]> = {};
  for (const line of lines) {
    if (line.isCredit) continue;
    // Time that is over before the running period cannot be given back.
    if (line.period.end <= line.item.current_period_start) continue;
    debits[line.item.id] = [
      {
        item: structuredClone(line.item),
        amount: line.amount,
        start: line.period.start,
        end: line.period.end,
        basis,
        source: { invoice, line: line.id, invoiceItem: line.invoiceItem },
      },
    ];
  }
  return debits;
}

export function recordDebits(
  subscription: Row<"subscription">,
  lines: ItemLine[],
  invoice: string | null,
): void {
  Object.assign(subscription.hidden.debits, debitsOf(subscription.hidden.basis, lines, invoice));
}
