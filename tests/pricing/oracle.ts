import type { PaidInterval, PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Quantities } from "@/lib/domain/pricing/quantities";
import type { Discount, PricingTerms, TaxRate } from "@/lib/domain/pricing/terms";
import { linesOf, type OracleLine } from "./oracle-lines";
import { nought, Rational, total } from "./rational";

/*
 * The rules of lib/domain/pricing/README.md a second time: slow, in fractions, without a line of the engine.
 * Where both agree on random plans, a mistake must have been made twice.
 */

/**
 * What discounts are shared over and taxes are rounded on: a line, or all lines of a component that has a cap
 * line.
 */
type Position = { component: string; lines: OracleLine[]; left: bigint; discount: bigint };

export type OracleDiscount = { amount: bigint };
export type OracleTax = { key: string; inclusive: boolean; taxable: bigint; amount: bigint };
export type OracleInvoice = {
  lines: (OracleLine & { discount: bigint })[];
  subtotal: bigint;
  discounts: OracleDiscount[];
  discount: bigint;
  taxes: OracleTax[];
  tax: bigint;
  total: bigint;
};

/**
 * Everyone's share cut to a whole number. The rest goes, one each, to those who lost most; the first of
 * equals first.
 */
function split(amount: bigint, weights: readonly bigint[]): bigint[] {
  const whole = total(weights);
  if (whole === 0n) return weights.map(() => 0n);
  const exact = weights.map((weight) => Rational.of(amount * weight, whole));
  const parts = exact.map((share) => share.floor());
  const lost = exact.map((share, index) => ({ index, part: share.minus(Rational.of(share.floor())) }));
  lost.sort((a, b) => (a.part.equals(b.part) ? a.index - b.index : a.part.isMoreThan(b.part) ? -1 : 1));
  for (const { index } of lost.slice(0, Number(amount - total(parts)))) {
    parts[index] = (parts[index] ?? 0n) + 1n;
  }
  return parts;
}

/** In the order of component key, then of line. */
function positionsOf(lines: readonly OracleLine[]): Position[] {
  const keys = [...new Set(lines.map((line) => line.component))].sort();
  return keys.flatMap((component) => {
    const own = lines.filter((line) => line.component === component);
    const groups = own.some((line) => line.kind === "cap") ? [own] : own.map((line) => [line]);
    return groups.map((group) => ({
      component,
      lines: group,
      left: total(group.map((line) => line.amount)),
      discount: 0n,
    }));
  });
}

const isOn = (components: readonly string[] | null, position: Position): boolean =>
  components === null || components.includes(position.component);

/** Takes a discount off the positions; returns its amount. */
function take(discount: Discount, positions: readonly Position[]): OracleDiscount {
  const chosen = positions.filter((position) => isOn(discount.components, position));
  const left = total(chosen.map((position) => position.left));
  const wanted =
    discount.value.type === "percent"
      ? Rational.of(left).times(Rational.parse(discount.value.percent)).over(Rational.of(100)).halfUp()
      : BigInt(discount.value.amountMinor);
  const amount = wanted > left ? left : wanted;
  const shares = split(
    amount,
    chosen.map((position) => position.left),
  );
  chosen.forEach((position, index) => {
    const share = shares[index] ?? 0n;
    position.left -= share;
    position.discount += share;
  });
  return { amount };
}

/** A rate's tax and its base, over all positions. */
function taxOf(
  rate: TaxRate,
  positions: readonly Position[],
  { taxes, taxRounding }: PricingTerms,
): OracleTax {
  const own = positions.filter((position) => isOn(rate.components, position));
  const hundred = Rational.of(100);
  const inclusiveOn = (position: Position) =>
    taxes.filter((other) => other.inclusive && other.percent !== "0" && isOn(other.components, position));
  const nets = own.map((position) => {
    const inclusive = inclusiveOn(position).reduce(
      (sum, { percent }) => sum.plus(Rational.parse(percent)),
      nought,
    );
    return Rational.of(position.left).times(hundred).over(hundred.plus(inclusive));
  });
  const exact = nets.map((net) => net.times(Rational.parse(rate.percent)).over(hundred));
  const sumOf = (parts: readonly Rational[]) => parts.reduce((sum, part) => sum.plus(part), nought);
  const amount = sumOf(exact).rounded(taxRounding);
  const isAlone =
    rate.inclusive && own.every((position) => inclusiveOn(position).every((other) => other === rate));
  const gross = total(own.map((position) => position.left));
  return {
    key: rate.key,
    inclusive: rate.inclusive,
    taxable: isAlone ? gross - amount : sumOf(nets).halfUp(),
    amount,
  };
}

/** A position's discount on its lines: those above zero, in proportion to their amounts. */
const discounted = ({ lines, discount }: Position): OracleInvoice["lines"] => {
  const shares = split(
    discount,
    lines.map((line) => (line.amount > 0n ? line.amount : 0n)),
  );
  return lines.map((line, index) => ({ ...line, discount: shares[index] ?? 0n }));
};

/**
 * The invoice that the rules require. Lines are in the order of component key. Components named in `without`
 * write no line, but their seats still count for an allowance.
 */
export function oracle(
  definition: PlanDefinition,
  interval: PaidInterval,
  quantities: Quantities,
  terms: PricingTerms,
  without: ReadonlySet<string> = new Set(),
): OracleInvoice {
  const lines = linesOf(definition, interval, quantities).filter(({ component }) => !without.has(component));
  const positions = positionsOf(lines);
  const subtotal = total(positions.map((position) => position.left));
  const discounts = terms.discounts
    .filter(({ months }) => months === null || terms.monthsBefore < months)
    .map((discount) => take(discount, positions));
  const taxes = terms.taxes.map((rate) => taxOf(rate, positions, terms));
  const discount = total(discounts.map(({ amount }) => amount));
  const added = total(taxes.filter(({ inclusive }) => !inclusive).map(({ amount }) => amount));
  return {
    lines: positions.flatMap(discounted),
    subtotal,
    discounts,
    discount,
    taxes,
    tax: total(taxes.map(({ amount }) => amount)),
    total: subtotal - discount + added,
  };
}
