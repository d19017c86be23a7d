import type { PaidInterval, PlanDefinition } from "../catalog/plan";
import { compilePlan } from "./compile";
import { type DoesNotFit, doesNotFit } from "./does-not-fit";
import type { Quantities } from "./quantities";
import { rate } from "./rate";
import type { RatedInvoice } from "./rated-invoice";
import type { PricingTerms } from "./terms";

/** What a plan would cost with given quantities, month after month. */
export type Estimate = {
  interval: PaidInterval;
  /** What is paid each month: everything, or for a yearly license only the usage. */
  monthly: RatedInvoice;
  /** The fixed components of a yearly license, paid once a year; null for a monthly one. */
  yearly: RatedInvoice | null;
  /** The first twelve months in all. A discount that ends within them is counted until then. */
  firstYearMinor: bigint;
  doesNotFit: DoesNotFit[];
};

export type EstimateInput = {
  definition: PlanDefinition;
  interval: PaidInterval;
  quantities: Quantities;
  /**
   * A discount applies to each invoice, and a yearly license has one fixed invoice a year and one for usage
   * each month.
   */
  terms: PricingTerms;
};

/** A price without a purchase, from the same engine that rates invoices. */
export function estimate({ definition, interval, quantities, terms }: EstimateInput): Estimate {
  const plan = compilePlan(definition, interval);
  const monthlyPart = interval === "month" ? "all" : "metered";
  const yearly = interval === "month" ? null : rate(plan, quantities, terms, "fixed");
  let firstYearMinor = yearly?.totalMinor ?? 0n;
  for (let month = 0; month < 12; month++) {
    const monthTerms = { ...terms, monthsBefore: terms.monthsBefore + month };
    firstYearMinor += rate(plan, quantities, monthTerms, monthlyPart).totalMinor;
  }
  return {
    interval,
    monthly: rate(plan, quantities, terms, monthlyPart),
    yearly,
    firstYearMinor,
    doesNotFit: doesNotFit(definition, quantities),
  };
}
