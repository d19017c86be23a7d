import { oneInTicks } from "../money/decimal";
import { allocate, money } from "../money/money";
import type { ChargeLine, ChargePromise, DiscountLine } from "./charge-promise";
import type { BilledLine, LineTax } from "./lines/billed-line";
import { grossPercent, rateId } from "./sums/tax-lines";

/** A charge of a promise as it is stored when its invoice exists; the caller adds the ids and where it stands. */
export type NewBilledLine = Omit<
  BilledLine,
  "id" | "invoiceId" | "standing" | "creditedMinor" | "givenBackFrom"
>;

/**
 * The charges of a promise as billed lines, in the order of its lines. The tax of each is what it bears after its
 * discounts: for each rate, what charges and discounts bear together, split exactly over the charges by what is left
 * of them. So each share has the sign of its line.
 */
export function billedLinesOf({ lines }: Pick<ChargePromise, "lines">): NewBilledLine[] {
  const charges = lines.filter((line) => line.kind === "charge");
  const borne = netTaxes(charges, [...charges, ...lines.filter((line) => line.kind === "discount")]);
  return charges.map((line, index) => {
    const { kind: _kind, part: _part, taxes: _taxes, ...rest } = line;
    return { ...rest, taxes: borne[index] ?? [] };
  });
}

function netTaxes(
  charges: readonly ChargeLine[],
  lines: readonly (ChargeLine | DiscountLine)[],
): LineTax[][] {
  const borne = charges.map(({ taxes }) => taxes.map((tax) => ({ ...tax, amountMinor: 0n })));
  for (const id of new Set(charges.flatMap(({ taxes }) => taxes.map(rateId)))) {
    const total = lines.flatMap(({ taxes }) => taxes.filter((tax) => rateId(tax) === id)).reduce(add, 0n);
    const bearing = charges.flatMap((line, index) =>
      line.taxes.some((tax) => rateId(tax) === id) ? [{ line, share: shareOf(borne[index], id) }] : [],
    );
    const weights = bearing.map(({ line }) => netWeight(line));
    // With rounding for each line, the discounts of a line of nothing may bear more tax than the line.
    if (total <= 0n || weights.every((weight) => weight === 0n)) continue;
    allocate(money(total, ""), weights).forEach(({ minor }, index) => {
      const share = bearing[index]?.share;
      if (share) share.amountMinor = minor;
    });
  }
  return borne;
}

const shareOf = (taxes: LineTax[] | undefined, id: string) => taxes?.find((tax) => rateId(tax) === id);

const add = (sum: bigint, { amountMinor }: { amountMinor: bigint }): bigint => sum + amountMinor;

/** What is left of a line after discounts and without inclusive tax, finely enough to split by. */
function netWeight(line: ChargeLine): bigint {
  const left = line.amountMinor - line.discounts.reduce(add, 0n);
  return (left * oneInTicks * oneInTicks) / grossPercent(line.taxes);
}
