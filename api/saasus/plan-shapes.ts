import { z } from "@hono/zod-openapi";
import type {
  AddonComponent,
  AmountByInterval,
  Component,
  DecimalText,
  UsageComponent,
} from "@/lib/domain/catalog/component";
import { type LocalizedText, paidIntervals } from "@/lib/domain/catalog/plan";
import { isOffered } from "@/lib/domain/pricing/compare-plans";
import type { MeterUnitView } from "@/lib/features/catalog/meter-units/list-meter-units";
import type { Locale } from "@/lib/i18n/locales";
import { planSentences } from "@/lib/i18n/pricing/plan-sentences";

/*
 * Plans on sale as SaaSus knows them: a plan has menus, and a menu has priced units. A component is a menu. Amounts are
 * whole minor units, as SaaSus hands them to Stripe. What SaaSus's units cannot say (seats, quantities, packages, scales,
 * parts of a minor unit) is in the menu's description in words, and its list of units stays empty.
 */

const words = { id: z.string(), name: z.string(), display_name: z.string(), description: z.string() };
const used = z.boolean().openapi({ description: "Always true: what is on sale does not change" });
const tierSchema = z
  .object({ up_to: z.int(), unit_amount: z.int(), flat_amount: z.int(), inf: z.boolean() })
  .openapi("SaasusPricingTier");
export const unitSchema = z
  .object({
    ...words,
    type: z.enum(["fixed", "usage", "tiered", "tiered_usage"]),
    currency: z.string(),
    recurring_interval: z.enum(paidIntervals),
    used,
    unit_amount: z.int().optional().openapi({ description: "Minor units; of fixed and usage" }),
    tiers: z.array(tierSchema).optional(),
    upper_count: z.int().optional().openapi({ description: "The most that can be used; 0: no limit" }),
    metering_unit_id: z.string().optional(),
    metering_unit_name: z.string().optional(),
    aggregate_usage: z.enum(["sum", "max"]).optional(),
  })
  .openapi("SaasusPricingUnit");
export const menuSchema = z.object({ ...words, units: z.array(unitSchema), used }).openapi("PricingMenu");
export const planSchema = z
  .object({ ...words, pricing_menus: z.array(menuSchema), used })
  .openapi("PricingPlan");

export type PricingUnit = z.output<typeof unitSchema>;
export type PricingMenu = z.output<typeof menuSchema>;
export type PricingPlan = z.output<typeof planSchema>;

type PlanOnSale = { planKey: string; definition: Parameters<typeof planSentences>[0] };
type Meters = readonly Pick<MeterUnitView, "id" | "unitName" | "effectiveAggregation">[];

/** A plan on sale in SaaSus's form, its words in one language. */
export function pricingPlan(
  { planKey, definition }: PlanOnSale,
  meters: Meters,
  locale: Locale,
): PricingPlan {
  const { currency, name, summary, components } = definition;
  return {
    id: planKey,
    name: planKey,
    display_name: name[locale],
    description: summary[locale],
    used: true,
    pricing_menus: components.map((component): PricingMenu => {
      const id = `${planKey}.${component.key}`;
      const display_name = component.name[locale];
      const units = shapesOf(component, meters).map(
        ({ suffix, option, interval, ...shape }): PricingUnit => ({
          id: `${id}.${suffix}`,
          name: `${component.key}_${suffix}`.replaceAll(".", "_"),
          display_name: option ? `${display_name}: ${option[locale]}` : display_name,
          description: "",
          currency,
          recurring_interval: interval,
          used: true,
          ...shape,
        }),
      );
      const alone = {
        ...definition,
        components: [component],
        limits: { registeredRps: null, registeredUsers: null },
      };
      const interval = isOffered(definition, "month") ? "month" : "year";
      const description = planSentences(alone, interval, locale).join(" ");
      return { id, name: component.key, display_name, description, units, used: true };
    }),
  };
}

type Shape = Pick<
  PricingUnit,
  | "type"
  | "unit_amount"
  | "tiers"
  | "upper_count"
  | "metering_unit_id"
  | "metering_unit_name"
  | "aggregate_usage"
> & { suffix: string; interval: PricingUnit["recurring_interval"]; option?: LocalizedText };

function shapesOf(component: Component, meters: Meters): Shape[] {
  switch (component.kind) {
    case "base":
      return fixed(component.amountMinor);
    case "addon":
      return addonShapes(component);
    case "usage":
      return usageShapes(component, meters);
    default:
      return [];
  }
}

function addonShapes({ choice }: AddonComponent): Shape[] {
  if (choice.type === "switch") return fixed(choice.amountMinor);
  if (choice.type === "quantity") return [];
  return choice.options.flatMap(({ key, name, amountMinor }) =>
    fixed(amountMinor).map((shape) => ({ ...shape, suffix: `${key}.${shape.suffix}`, option: name })),
  );
}

const fixed = (amounts: AmountByInterval): Shape[] =>
  paidIntervals.flatMap((interval) => {
    const unit_amount = whole(amounts[interval]);
    return unit_amount === null ? [] : [{ type: "fixed" as const, suffix: interval, interval, unit_amount }];
  });

function usageShapes(component: UsageComponent, meters: Meters): Shape[] {
  const { meter, scale, includedPerSeat, capMinor, minimumMinor } = component;
  if (scale || includedPerSeat !== "0" || capMinor !== null || minimumMinor !== null) return [];
  const priced = pricedUsage(component);
  if (!priced) return [];
  const unit = meters.find(({ unitName }) => unitName === meter);
  const aggregation = unit?.effectiveAggregation;
  return [
    {
      ...priced,
      suffix: "month",
      interval: "month",
      metering_unit_id: unit?.id ?? meter,
      metering_unit_name: meter,
      ...(aggregation === "sum" || aggregation === "max" ? { aggregate_usage: aggregation } : {}),
    },
  ];
}

type Priced = Pick<PricingUnit, "type" | "unit_amount" | "tiers" | "upper_count">;

/** Null: SaaSus has no form for it. What is included is a first tier that costs nothing. */
function pricedUsage({ price, included }: UsageComponent): Priced | null {
  const free = whole(included);
  if (free === null) return null;
  if (price.model === "unlimited") return { type: "usage", unit_amount: 0, upper_count: 0 };
  if (price.model === "limit") return { type: "usage", unit_amount: 0, upper_count: free };
  if (price.model === "package") return null;
  const steps =
    price.model === "per_unit"
      ? price.per === "1"
        ? [{ upTo: null, unitAmountMinor: price.unitAmountMinor, flatAmountMinor: "0" }]
        : null
      : price.tiers;
  if (!steps || (price.model === "volume" && free > 0)) return null;
  const [only, second] = steps;
  const onlyAmount = whole(only?.unitAmountMinor ?? null);
  if (!second && free === 0 && only?.flatAmountMinor === "0")
    return onlyAmount === null ? null : { type: "usage", unit_amount: onlyAmount, upper_count: 0 };
  const tiers = steps.map(({ upTo, unitAmountMinor, flatAmountMinor }) => {
    const [to, unit_amount, flat_amount] = [
      whole(upTo ?? "0"),
      whole(unitAmountMinor),
      whole(flatAmountMinor),
    ];
    if (to === null || unit_amount === null || flat_amount === null) return null;
    return { up_to: upTo === null ? 0 : to + free, unit_amount, flat_amount, inf: upTo === null };
  });
  if (!tiers.every((tier) => tier !== null)) return null;
  const first = { up_to: free, unit_amount: 0, flat_amount: 0, inf: false };
  return {
    type: price.model === "volume" ? "tiered" : "tiered_usage",
    tiers: free > 0 ? [first, ...tiers] : tiers,
    upper_count: 0,
  };
}

/** A whole number that JSON keeps exactly, or null. */
function whole(text: DecimalText | null): number | null {
  if (text === null || !/^\d+$/.test(text)) return null;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : null;
}
