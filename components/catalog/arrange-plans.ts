import type { TableState } from "@/components/patterns/data-table/table-state";
import { isDecimal, parseDecimal } from "@/lib/domain/money/decimal";
import type { PlanSummary } from "@/lib/features/catalog/plans/overview/list-plans";
import type { Locale } from "@/lib/i18n/locales";

export const planStates = ["onSale", "draft", "retired"] as const;
export type PlanState = (typeof planStates)[number];

const isIn: Record<PlanState, (plan: PlanSummary) => boolean> = {
  onSale: ({ onSale }) => onSale !== null,
  draft: ({ draft }) => draft !== null,
  retired: ({ retiredAt }) => retiredAt !== null,
};

type Asked = Pick<TableState, "search" | "filters" | "sort">;

/** The plans that the list's address asks for, in its order. */
export function arrangePlans(plans: readonly PlanSummary[], asked: Asked, locale: Locale): PlanSummary[] {
  const words = asked.search.toLowerCase();
  const state = planStates.find((one) => one === asked.filters.state);
  const { currency } = asked.filters;
  return plans
    .filter(({ key, name }) => [key, name.en, name.ja].some((text) => text.toLowerCase().includes(words)))
    .filter((plan) => (!state || isIn[state](plan)) && (!currency || plan.currency === currency))
    .toSorted((a, b) => compare(a, b, asked.sort, locale) || usual(a, b));
}

/** Ranks order the plans of one currency; those of two are not compared. */
const usual = (a: PlanSummary, b: PlanSummary): number =>
  a.currency.localeCompare(b.currency) || a.rank - b.rank;

function compare(a: PlanSummary, b: PlanSummary, sort: Asked["sort"], locale: Locale): number {
  const order = () => {
    switch (sort?.column) {
      case "name":
        return a.name[locale].localeCompare(b.name[locale], locale);
      case "price":
        // Amounts of two currencies are not compared either.
        return a.currency.localeCompare(b.currency) || byPrice(a, b);
      case "rank":
        return a.rank - b.rank;
      case "holders":
        return a.holders - b.holders;
      default:
        return 0;
    }
  };
  return sort?.direction === "desc" ? -order() : order();
}

/** By the price of a year. What is billed by use alone comes first, and so does what a draft has wrong. */
function byPrice(a: PlanSummary, b: PlanSummary): number {
  const [one, other] = [aYear(a), aYear(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

function aYear({ price }: PlanSummary): bigint {
  const minor = price?.month ?? price?.year;
  if (minor == null || !isDecimal(minor)) return -1n;
  return parseDecimal(minor) * (price?.month == null ? 1n : 12n);
}
