import { createHash } from "node:crypto";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type {
  ChargePromise,
  NextCharge,
  PromisedLine,
  PromisedTax,
} from "@/lib/domain/promise/charge-promise";
import type { UsageLine } from "@/lib/domain/promise/lines/usage-line";
import type { TaxTreatment } from "@/lib/domain/promise/promise-terms";
import type { Day, DaySpan } from "@/lib/domain/time/day-span";
import type { PromisedLineFacts, UsageFacts } from "@/lib/i18n/promise/promised-line-text";

/** A line of a promise as JSON: its facts, from which its text is made in the reader's language, and its amount. */
export type PromiseLineView = PromisedLineFacts & { amountMinor: string };

export type PromiseTaxView = {
  key: string;
  name: LocalizedText;
  percent: string;
  inclusive: boolean;
  amountMinor: string;
};

/** A promise as JSON, for screens and clients. Amounts are minor units as text. */
export type PromiseView = {
  currency: string;
  /** The tenant's day for which it holds. */
  day: Day;
  lines: PromiseLineView[];
  subtotalMinor: string;
  discountMinor: string;
  taxes: PromiseTaxView[];
  /** `exempt` and `reverse_charge` have no tax, and a reason. */
  treatment: TaxTreatment;
  reason: string | null;
  totalMinor: string;
  /** What is taken from the balance; negative: what was owed before is collected with it. */
  balanceAppliedMinor: string;
  /** What becomes balance, because more is given back than charged. */
  creditedMinor: string;
  /** Too little to be collected now; it follows on the next invoice. */
  carriedMinor: string;
  dueNowMinor: string;
  /** Says exactly what was shown. A confirmation sends it back. */
  digest: string;
};

/** The next regular charge, as it will be if nothing changes. */
export type NextChargeView = {
  on: Day;
  span: DaySpan;
  lines: PromiseLineView[];
  taxes: PromiseTaxView[];
  totalMinor: string;
};

export function promiseView(promise: ChargePromise): PromiseView {
  const { currency, day, balance } = promise;
  return {
    currency,
    day,
    lines: promise.lines.map(lineView),
    subtotalMinor: String(promise.subtotalMinor),
    discountMinor: String(promise.discountMinor),
    taxes: promise.taxes.map(taxView),
    treatment: promise.treatment,
    reason: promise.reason,
    totalMinor: String(promise.totalMinor),
    balanceAppliedMinor: String(balance.appliedMinor),
    creditedMinor: String(balance.creditedMinor),
    carriedMinor: String(balance.carriedMinor),
    dueNowMinor: String(promise.dueNowMinor),
    digest: promiseDigest(promise),
  };
}

export const nextChargeView = (next: NextCharge): NextChargeView => ({
  on: next.on,
  span: next.span,
  lines: next.lines.map(lineView),
  taxes: next.taxes.map(taxView),
  totalMinor: String(next.totalMinor),
});

/** A text that is the same for equal promises only. */
export function promiseDigest(promise: ChargePromise): string {
  const json = JSON.stringify(promise, (_, part) => (typeof part === "bigint" ? `${part}` : part));
  return createHash("sha256").update(json).digest("hex").slice(0, 32);
}

function lineView(line: PromisedLine): PromiseLineView {
  const { span, part } = line;
  const amountMinor = String(line.amountMinor);
  if (line.kind === "discount") return { kind: line.kind, name: line.name, span, part, amountMinor };
  if (line.kind === "usage") return usageLineView(line.usage);
  const { kind, component, planName, name, option, quantity, unitAmountMinor } = line;
  return { kind, component, planName, name, option, quantity, unitAmountMinor, span, part, amountMinor };
}

/** A line of usage, as it stands in a promise or in a statement. */
export const usageLineView = (usage: UsageLine): PromiseLineView => ({
  kind: "usage",
  usage: usageFacts(usage),
  span: usage.span,
  part: usage.part,
  amountMinor: String(usage.amountMinor),
});

/** Amounts as text, so that the view is JSON. */
function usageFacts(usage: UsageLine): UsageFacts {
  const { planName, name } = usage;
  if (usage.kind === "correction") {
    const [billedMinor, expectedMinor] = [String(usage.billedMinor), String(usage.expectedMinor)];
    return { kind: usage.kind, planName, name, billedMinor, expectedMinor };
  }
  if (usage.kind === "work") {
    const { kind, description, quantity, unit, unitAmountMinor, isIncluded } = usage;
    return { kind, planName, name, description, quantity, unit, unitAmountMinor, isIncluded };
  }
  const { kind, component, unit, quantity, unitAmountMinor, per, tier, isExcess, formula } = usage;
  return { kind, planName, name, component, unit, quantity, unitAmountMinor, per, tier, isExcess, formula };
}

const taxView = ({ key, name, percent, inclusive, amountMinor }: PromisedTax): PromiseTaxView => ({
  key,
  name,
  percent,
  inclusive,
  amountMinor: String(amountMinor),
});
