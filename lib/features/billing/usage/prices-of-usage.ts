import type { Scale, UsageComponent } from "@/lib/domain/catalog/component";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import { isDecimal } from "@/lib/domain/money/decimal";
import type { PartOf } from "@/lib/domain/promise/charge-promise";
import { type ComponentUsage, componentUsage } from "@/lib/domain/rated-usage/component-usage";
import { type ComponentOfMonth, componentsOfMonth } from "@/lib/domain/rated-usage/rate-month";
import { covers, type DaySpan } from "@/lib/domain/time/day-span";
import type { HeldPlan } from "@/lib/features/license/holding/held-plan";
import type { TenantMonth } from "@/lib/features/license/usage-charges/rate-tenant-month";

/** How a version that is held in the month prices a count. Quantities are decimals in priced units. */
export type UsagePrice = ComponentUsage & {
  component: string;
  name: LocalizedText;
  planName: LocalizedText;
  /** What one priced unit is called. */
  unit: LocalizedText;
  /** How what is recorded is converted before it is priced; null: it is not. */
  scale: Scale | null;
  /** Above the allowance there is nothing to buy. */
  isLimit: boolean;
  /** The days for which this version counts, of all that are billed; null: all of them. */
  part: PartOf | null;
  /** The days that are billed, where they are not the whole month, and what was counted on them, as it was recorded. */
  billed: { span: DaySpan; count: string } | null;
  currency: string;
  /** Before discounts and tax; null: it is not charged, as on Free. */
  amountMinor: string | null;
  /** At the month's end, if it goes on like this; null where that is not told. */
  projectedMinor: string | null;
};

/**
 * The rows of one meter, one for each version and component, as the invoice has them. `projected` is the same month with
 * what it may come to.
 */
export function billedPrices(month: TenantMonth, projected: TenantMonth | null, meter: string): UsagePrice[] {
  const later = projected ? componentsOfMonth(projected) : [];
  const isWhole = month.spans.some((span) => covers(span, month.month));
  const billedCount = month.counts[meter] ?? "0";
  return componentsOfMonth(month).flatMap((row, index) => {
    if (row.component.meter !== meter || month.unpriceable.includes(meter)) return [];
    const amount = later[index]?.amountMinor;
    return {
      ...usageOf(row),
      ...textOf(row.component),
      planName: row.planName,
      part: row.part,
      billed: isWhole ? null : { span: row.span, count: billedCount },
      currency: row.currency,
      amountMinor: String(row.amountMinor),
      projectedMinor: amount === undefined ? null : String(amount),
    };
  });
}

/** What a plan that is not charged includes, by its components of one meter. */
export function freeAllowances({ definition, seats }: HeldPlan, meter: string, count: string): UsagePrice[] {
  if (!isDecimal(count)) return [];
  const counted = count.startsWith("-") ? "0" : count;
  const seatsOfPlan = definition.components.find((component) => component.kind === "seats");
  return definition.components.flatMap((component) =>
    component.kind === "usage" && component.meter === meter
      ? {
          ...componentUsage(component, seatsOfPlan, seats, counted),
          ...textOf(component),
          planName: definition.name,
          part: null,
          billed: null,
          currency: definition.currency,
          amountMinor: null,
          projectedMinor: null,
        }
      : [],
  );
}

const usageOf = ({ used, allowance, recordedAllowance, beyond }: ComponentOfMonth): ComponentUsage => ({
  used,
  allowance,
  recordedAllowance,
  beyond,
});

const textOf = ({ key, name, unit, scale, price }: UsageComponent) => ({
  component: key,
  name,
  unit,
  scale,
  isLimit: price.model === "limit",
});
