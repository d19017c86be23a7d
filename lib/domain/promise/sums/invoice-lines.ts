import { addDays } from "../../time/day-span";
import type { ChargeLine, PromisedLine, PromisedTax, UnusedLine, UsedLine } from "../charge-promise";
import type { BorneRate, CouponShare } from "../lines/billed-line";
import { chargeStep } from "../lines/charge-step";
import { byPlace } from "../lines/compare-with-billed";
import type { FixedLine } from "../lines/fixed-lines";
import type { Unused } from "../lines/give-back";
import type { UsageLine, UsageOfMonth } from "../lines/usage-line";
import type { CouponState, PromiseTerms } from "../promise-terms";
import { applyCoupons } from "./apply-coupons";
import { couponsOnUsage } from "./coupons-on-usage";
import { groupBy } from "./group-by";
import { addedTax, rateId, taxLines } from "./tax-lines";
import { ratesOn, taxSettingOn } from "./tax-setting-on";

export type InvoiceLines = {
  lines: PromisedLine[];
  subtotalMinor: bigint;
  discountMinor: bigint;
  taxes: PromisedTax[];
  totalMinor: bigint;
};

type Input = {
  currency: string;
  charges: readonly FixedLine[];
  usage?: readonly UsageOfMonth[];
  /** What is given back on this invoice. */
  unused: readonly Unused[];
  /** What coupons get back by the same act, on this invoice or by a credit note. */
  returned: readonly CouponShare[];
  continuesPeriod: boolean;
  terms: Pick<PromiseTerms, "taxes" | "taxRounding" | "coupons">;
};

/** One invoice: unused days, then charges, usage and discounts, with the tax of all of them. */
export function invoiceLines({
  currency,
  charges,
  usage = [],
  unused,
  returned,
  continuesPeriod,
  terms,
}: Input): InvoiceLines {
  const sorted = charges.toSorted(byPlace);
  const shares = applyCoupons(sorted, { currency, coupons: terms.coupons, returned, continuesPeriod });
  const charged = sorted.map((line, index) => chargeLine(line, shares[index] ?? [], terms));
  const used = usage.map((month) => ({ ...month, lines: usedLines(month, currency, terms) }));
  const drafts: Draft[] = [
    ...unused.map(unusedLine),
    ...charged,
    ...used.flatMap(({ lines }) => lines),
    ...terms.coupons.flatMap((coupon) => discountLines(coupon, charged)),
    ...used.flatMap(({ coupons, lines }) => coupons.flatMap((coupon) => discountLines(coupon, lines))),
  ];
  const { taxes, lineTaxes } = taxLines(
    drafts.map(({ line, rates }) => ({ amountMinor: line.amountMinor, rates })),
    terms.taxRounding,
    chargeStep(currency),
  );
  const lines = drafts.map(({ line }, index): PromisedLine => ({ ...line, taxes: lineTaxes[index] ?? [] }));
  const isDiscount = ({ kind }: PromisedLine) => kind === "discount";
  const subtotalMinor = sum(lines.filter((line) => !isDiscount(line)));
  const discountMinor = -sum(lines.filter(isDiscount));
  return {
    lines,
    subtotalMinor,
    discountMinor,
    taxes,
    totalMinor: subtotalMinor - discountMinor + addedTax(taxes),
  };
}

/** A line before its taxes are known, with the rates that it bears. */
export type Draft<Line extends PromisedLine = PromisedLine> = { line: Line; rates: readonly BorneRate[] };

/** Unused days bear the rates and the treatment that the billed line bore. */
export function unusedLine({ line, span, part, amountMinor }: Unused): Draft<UnusedLine> {
  return {
    rates: line.taxes,
    line: {
      ...textOf(line),
      kind: "unused",
      billedLineId: line.id,
      invoiceId: line.invoiceId,
      span,
      part,
      amountMinor: -amountMinor,
      treatment: line.treatment,
      taxes: [],
    },
  };
}

/** What is paid in advance is taxed as on its first day. */
function chargeLine(line: FixedLine, discounts: CouponShare[], { taxes }: Input["terms"]): Draft<ChargeLine> {
  const setting = taxSettingOn(taxes, line.span.from);
  const { span, part, amountMinor } = line;
  return {
    rates: ratesOn(setting, line),
    line: {
      ...textOf(line),
      kind: "charge",
      span,
      part,
      amountMinor,
      discounts,
      treatment: setting.treatment,
      taxes: [],
    },
  };
}

/** Usage is billed in arrears, so it is taxed as on its last day. */
function usedLines(month: UsageOfMonth, currency: string, { taxes }: Input["terms"]): Draft<UsedLine>[] {
  const shares = couponsOnUsage(month, currency);
  return month.lines.map((usage, index) => {
    const { span, part, amountMinor } = usage;
    const { treatment, rates } = taxOfUsage(usage, taxes);
    const line = { kind: "usage" as const, usage, span, part, amountMinor, treatment, taxes: [] };
    return { rates, line: { ...line, discounts: shares[index] ?? [] } };
  });
}

function taxOfUsage(usage: UsageLine, taxes: Input["terms"]["taxes"]) {
  const setting = taxSettingOn(taxes, addDays(usage.span.until, -1));
  return { treatment: setting.treatment, rates: ratesOn(setting, usage) };
}

type Texts = Omit<ChargeLine, "kind" | "span" | "part" | "amountMinor" | "discounts" | "treatment" | "taxes">;
const textOf = (line: Texts): Texts => ({
  component: line.component,
  optionKey: line.optionKey,
  planVersionId: line.planVersionId,
  planName: line.planName,
  name: line.name,
  option: line.option,
  interval: line.interval,
  quantity: line.quantity,
  unitAmountMinor: line.unitAmountMinor,
});

/** One line for each set of rates that the lowered lines bear. */
function discountLines(
  { key, name }: CouponState,
  charged: readonly Draft<ChargeLine | UsedLine>[],
): Draft[] {
  const lowered = charged.flatMap(({ line, rates }) =>
    line.discounts.flatMap(({ coupon, amountMinor }) =>
      coupon === key ? [{ line, rates, amountMinor }] : [],
    ),
  );
  const groups = groupBy(lowered, (each) =>
    JSON.stringify([each.line.treatment, ...each.rates.map(rateId).sort()]),
  );
  return [...groups.values()].map((group): Draft => {
    const spans = group.map(({ line }) => line.span);
    const treatment = group[0]?.line.treatment ?? "taxed";
    return {
      rates: group[0]?.rates ?? [],
      line: {
        kind: "discount",
        coupon: key,
        name,
        span: {
          from: spans.map(({ from }) => from).sort()[0] ?? "",
          until:
            spans
              .map(({ until }) => until)
              .sort()
              .at(-1) ?? "",
        },
        part: null,
        amountMinor: -sum(group),
        treatment,
        taxes: [],
      },
    };
  });
}

const sum = (amounts: readonly { amountMinor: bigint }[]): bigint =>
  amounts.reduce((all, { amountMinor }) => all + amountMinor, 0n);
