import { allocate, money } from "../money/money";
import type { ChargeLine, ChargePromise, DiscountLine } from "./charge-promise";
import type { BilledLine, LineTax } from "./lines/billed-line";
import { rateId } from "./sums/tax-lines";

/** A charge of a promise as it is stored when its invoice exists; the caller adds the ids and where it stands. */
export type NewBilledLine = Omit<
  BilledLine,
  "id" | "invoiceId" | "standing" | "creditedMinor" | "givenBackFrom"
>;

/**
 * The charges of a promise as billed lines, in the order of its lines. The tax of each is what it bears after its
 * discounts: the tax of a discount line is split over the lines that it lowers.
 */
export function billedLinesOf({ lines }: Pick<ChargePromise, "lines">): NewBilledLine[] {
  const charges = lines.filter((line) => line.kind === "charge");
  const discounts = lines.filter((line) => line.kind === "discount");
  const borne = new Map(charges.map((line) => [line, line.taxes.map((tax) => ({ ...tax }))]));
  for (const discount of discounts) spread(discount, charges, borne);
  return charges.map((line) => {
    const { kind: _kind, part: _part, taxes: _taxes, ...rest } = line;
    return { ...rest, taxes: borne.get(line) ?? [] };
  });
}

function spread(
  discount: DiscountLine,
  charges: readonly ChargeLine[],
  borne: ReadonlyMap<ChargeLine, LineTax[]>,
): void {
  const ids = idsOf(discount.taxes);
  const lowered = charges.filter((line) => takenBy(discount, line) > 0n && idsOf(line.taxes) === ids);
  for (const { amountMinor, ...rate } of discount.taxes) {
    const weights = lowered.map((line) => takenBy(discount, line));
    allocate(money(amountMinor, ""), weights).forEach(({ minor }, index) => {
      const line = lowered[index];
      const tax = line && borne.get(line)?.find((each) => rateId(each) === rateId(rate));
      if (tax) tax.amountMinor += minor;
    });
  }
}

const takenBy = ({ coupon }: DiscountLine, { discounts }: ChargeLine): bigint =>
  discounts.reduce((sum, share) => (share.coupon === coupon ? sum + share.amountMinor : sum), 0n);

const idsOf = (taxes: readonly LineTax[]): string => taxes.map(rateId).sort().join(" ");
