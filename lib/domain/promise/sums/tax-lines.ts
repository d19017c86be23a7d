import { oneInTicks, parseDecimal } from "../../money/decimal";
import { divideRounded } from "../../money/rounding";
import type { TaxRounding } from "../../pricing/terms";
import type { PromisedTax } from "../charge-promise";
import type { BorneRate, LineTax } from "../lines/billed-line";
import { splitCumulatively } from "./split-cumulatively";

/** A line of an invoice with the rates that it bears. Negative lines lower the tax. */
export type TaxableLine = { amountMinor: bigint; rates: readonly BorneRate[] };

export type TaxedLines = { taxes: PromisedTax[]; lineTaxes: LineTax[][] };

const hundred = 100n * oneInTicks;

/**
 * The tax of each rate, netted over all lines, and each line's share of it. With `I`, the sum of the inclusive percents
 * on a line, its exact tax is `amount × percent ÷ (100 + I)`. The sum is rounded once, by magnitude, and split exactly. An
 * exclusive tax is a multiple of `step`, because it is charged.
 */
export function taxLines(lines: readonly TaxableLine[], rounding: TaxRounding, step: bigint): TaxedLines {
  const rates = new Map<string, BorneRate>();
  for (const line of lines) for (const rate of line.rates) rates.set(rateId(rate), bare(rate));
  const lineTaxes: LineTax[][] = lines.map(() => []);
  const taxes = [...rates].sort(byId).map(([id, rate]): PromisedTax => {
    const bearing = lines.flatMap((line, index) =>
      line.rates.some((other) => rateId(other) === id)
        ? [{ line, index, gross: grossPercent(line.rates) }]
        : [],
    );
    const common = [...new Set(bearing.map(({ gross }) => gross))].reduce((a, b) => a * b, 1n);
    const percent = parseDecimal(rate.percent);
    const exact = bearing.map(({ line, gross }) => line.amountMinor * percent * (common / gross));
    const unit = rate.inclusive ? 1n : step;
    const denominator = common * unit;
    const shares = splitCumulatively(exact, denominator, divideRounded(sum(exact), denominator, rounding));
    bearing.forEach(({ index }, at) => {
      lineTaxes[index]?.push({ ...rate, amountMinor: (shares[at] ?? 0n) * unit });
    });
    const amountMinor = sum(shares) * unit;
    const isOnlyInclusive = rate.inclusive && bearing.every(({ gross }) => gross === hundred + percent);
    const taxableMinor = isOnlyInclusive
      ? sum(bearing.map(({ line }) => line.amountMinor)) - amountMinor
      : divideRounded(
          sum(bearing.map(({ line, gross }) => line.amountMinor * hundred * (common / gross))),
          common,
          "half_up",
        );
    return { ...rate, taxableMinor, amountMinor };
  });
  return { taxes, lineTaxes };
}

/** Two rates with the same key are different if the percent changed in between. */
export const rateId = ({ key, percent, inclusive }: BorneRate): string =>
  JSON.stringify([key, percent, inclusive]);

const bare = ({ key, name, percent, inclusive }: BorneRate): BorneRate => ({ key, name, percent, inclusive });

const byId = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) =>
  a < b ? -1 : a > b ? 1 : 0;

/** 100 and the inclusive percents, in ticks: the price of what costs 100 without them. */
export const grossPercent = (rates: readonly BorneRate[]): bigint =>
  rates.reduce((all, rate) => (rate.inclusive ? all + parseDecimal(rate.percent) : all), hundred);

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n);

/** Exclusive taxes, which are added to the lines. */
export const addedTax = (taxes: readonly PromisedTax[]): bigint =>
  sum(taxes.filter(({ inclusive }) => !inclusive).map(({ amountMinor }) => amountMinor));
