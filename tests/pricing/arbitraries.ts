import fc, { type Arbitrary } from "fast-check";
import type {
  AddonChoice,
  AddonComponent,
  AmountByInterval,
  Component,
  DecimalText,
  OnDemandComponent,
  Scale,
  SeatsComponent,
  Tier,
  UsageComponent,
  UsagePrice,
} from "@/lib/domain/catalog/component";
import type { LocalizedText, PaidInterval, PlanDefinition } from "@/lib/domain/catalog/plan";
import { oneInTicks, parseDecimal, printDecimal } from "@/lib/domain/money/decimal";
import type { Quantities } from "@/lib/domain/pricing/quantities";
import type { Discount, PricingTerms, TaxRate } from "@/lib/domain/pricing/terms";

/**
 * Plans that could be published: every kind of component, every price model, amounts of up to 12 decimals.
 */

const currencies = fc.constantFrom("JPY", "USD", "EUR", "KWD", "BHD", "KRW");

const names: Arbitrary<LocalizedText> = fc.constantFrom(
  { en: "Platform fee", ja: "基本料金" },
  { en: "API calls", ja: "API 呼び出し" },
  { en: "Storage", ja: "ストレージ" },
  { en: "Support", ja: "サポート" },
);

/** Text of `ticks` cut to `places` decimals, so that short amounts are as frequent as long ones. */
const cut = (ticks: bigint, places: number): DecimalText =>
  printDecimal(ticks - (ticks % 10n ** BigInt(12 - places)));

/** Exact decimals from 0 to `max`: whole ones, those of few decimals and those of 12. */
export const decimals = (max: bigint): Arbitrary<DecimalText> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant("0") },
    { weight: 3, arbitrary: fc.bigInt({ min: 0n, max }).map(String) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.bigInt({ min: 0n, max: max * oneInTicks }), fc.integer({ min: 1, max: 12 }))
        .map(([ticks, places]) => cut(ticks, places)),
    },
  );

const wholes = (max: bigint): Arbitrary<DecimalText> => fc.bigInt({ min: 0n, max }).map(String);

/** Decimals above 0. */
const positives = (max: bigint): Arbitrary<DecimalText> =>
  decimals(max).map((text) => (text === "0" ? "1" : text));

/** Often half a unit, because roundings differ there. */
const unitAmounts: Arbitrary<DecimalText> = fc.oneof(
  { weight: 3, arbitrary: decimals(5_000n) },
  { weight: 1, arbitrary: fc.constantFrom("0.5", "1.5", "0.005", "0.000000000001", "12.5") },
);

export type Offer = readonly PaidInterval[];
const offers = fc.constantFrom<Offer>(["month"], ["month", "year"], ["year"]);

const byInterval = (amounts: Arbitrary<DecimalText>, offer: Offer): Arbitrary<AmountByInterval> =>
  fc.tuple(amounts, amounts).map(([month, year]) => ({
    month: offer.includes("month") ? month : null,
    year: offer.includes("year") ? year : null,
  }));

const seatCounts = fc.integer({ min: 0, max: 30 });

const seatsComponents = (key: string, offer: Offer): Arbitrary<SeatsComponent> =>
  fc
    .tuple(names, byInterval(unitAmounts, offer), seatCounts, seatCounts, fc.option(seatCounts))
    .map(([name, unitAmountMinor, included, minimum, more]) => ({
      kind: "seats",
      key,
      name,
      unitAmountMinor,
      included,
      minimum,
      maximum: more === null ? null : Math.max(included, minimum, 1) + more,
    }));

/** Steps above 0 become rising bounds; the last tier has no end. */
const tiers = (maxTiers: number): Arbitrary<Tier[]> =>
  fc
    .tuple(
      fc.array(positives(2_000n), { maxLength: maxTiers - 1 }),
      fc.array(fc.tuple(unitAmounts, fc.oneof(fc.constant("0"), wholes(5_000n))), {
        minLength: maxTiers,
        maxLength: maxTiers,
      }),
    )
    .map(([steps, prices]) => {
      let bound = 0n;
      const bounds: (string | null)[] = steps.map((step) => {
        bound += parseDecimal(step);
        return printDecimal(bound);
      });
      return [...bounds, null].map((upTo, index) => {
        const [unitAmountMinor, flatAmountMinor] = prices[index] ?? ["0", "0"];
        return { upTo, unitAmountMinor, flatAmountMinor };
      });
    });

const prices = (model: UsagePrice["model"]): Arbitrary<UsagePrice> => {
  switch (model) {
    case "unlimited":
    case "limit":
      return fc.constant({ model });
    case "per_unit":
      return fc
        .tuple(unitAmounts, fc.oneof(fc.constantFrom("1", "1000", "3", "0.7"), positives(10_000n)))
        .map(([unitAmountMinor, per]) => ({ model, unitAmountMinor, per }));
    case "package":
      return fc
        .tuple(unitAmounts, fc.oneof(fc.constantFrom("1", "1000", "0.25"), positives(1_000n)))
        .map(([amountMinor, size]) => ({ model, amountMinor, size }));
    case "graduated":
    case "volume":
      return tiers(5).map((steps) => ({ model, tiers: steps }));
  }
};

const scales: Arbitrary<Scale> = fc.record({
  divideBy: fc.oneof(fc.constantFrom("1000", "1073741824", "60", "3"), positives(1_000n)),
  decimals: fc.integer({ min: 0, max: 12 }),
  rounding: fc.constantFrom("half_up" as const, "down" as const, "up" as const),
});

const usageModels = ["unlimited", "limit", "per_unit", "package", "graduated", "volume"] as const;

/** A usage component of one of the `models`; a cap is never below the minimum charge. */
export const usageComponents = (
  key: string,
  models: readonly UsagePrice["model"][] = usageModels,
): Arbitrary<UsageComponent> =>
  fc.constantFrom(...models).chain((model) => {
    const isPriced = model !== "unlimited" && model !== "limit";
    const allowances = isPriced ? decimals(1_000n) : wholes(1_000n);
    return fc
      .record({
        name: names,
        unit: names,
        scale: fc.option(scales),
        included: allowances,
        includedPerSeat: fc.oneof(fc.constant("0"), isPriced ? decimals(50n) : wholes(50n)),
        price: prices(model),
        minimumMinor: fc.option(wholes(20_000n)),
        capAbove: isPriced ? fc.option(wholes(200_000n)) : fc.constant(null),
      })
      .map(({ capAbove, minimumMinor, ...rest }) => ({
        kind: "usage",
        key,
        meter: `meter-of-${key}`,
        ...rest,
        minimumMinor,
        capMinor: capAbove === null ? null : String(BigInt(capAbove) + BigInt(minimumMinor ?? 0)),
      }));
  });

const choices = (offer: Offer): Arbitrary<AddonChoice> =>
  fc.oneof(
    byInterval(wholes(100_000n), offer).map((amountMinor) => ({ type: "switch" as const, amountMinor })),
    fc
      .tuple(byInterval(unitAmounts, offer), seatCounts, fc.option(seatCounts))
      .map(([unitAmountMinor, included, more]) => ({
        type: "quantity" as const,
        unitAmountMinor,
        included,
        maximum: more === null ? null : included + more + 1,
      })),
    fc
      .array(fc.tuple(names, byInterval(wholes(100_000n), offer)), { minLength: 2, maxLength: 4 })
      .map((options) => ({
        type: "one_of" as const,
        options: options.map(([name, amountMinor], index) => ({
          key: `option-${index + 1}`,
          name,
          amountMinor,
        })),
      })),
  );

const addonComponents = (key: string, offer: Offer): Arbitrary<AddonComponent> =>
  fc.tuple(names, choices(offer)).map(([name, choice]) => ({ kind: "addon", key, name, choice }));

const onDemandComponents = (key: string): Arbitrary<OnDemandComponent> =>
  fc.tuple(names, names, unitAmounts, decimals(20n)).map(([name, unit, unitAmountMinor, included]) => ({
    kind: "on_demand",
    key,
    name,
    unit,
    unitAmountMinor,
    included,
  }));

const baseComponents = (offer: Offer): Arbitrary<Component> =>
  fc
    .tuple(names, byInterval(wholes(1_000_000n), offer))
    .map(([name, amountMinor]) => ({ kind: "base", key: "base", name, amountMinor }));

/** Up to `max` of something, each with its own key. */
const keyed = <T>(make: (key: string) => Arbitrary<T>, stem: string, max: number): Arbitrary<T[]> =>
  fc
    .integer({ min: 0, max })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => make(`${stem}-${index + 1}`))));

/** What generated plans may contain; everything by default. */
export type PlanOptions = { models?: readonly UsagePrice["model"][] };

/** A plan with the intervals that all of its fixed components offer. */
export type OfferedPlan = { definition: PlanDefinition; offer: Offer };

/** Plans without errors, with one component at least; components are in any order. */
export const plans = ({ models = usageModels }: PlanOptions = {}): Arbitrary<OfferedPlan> =>
  offers.chain((offer) =>
    fc
      .record({
        name: names,
        currency: currencies,
        base: fc.option(baseComponents(offer)),
        seats: fc.option(seatsComponents("seats", offer)),
        usage: keyed((key) => usageComponents(key, models), "usage", 3),
        addons: keyed((key) => addonComponents(key, offer), "addon", 3),
        onDemand: keyed(onDemandComponents, "on-demand", 2),
      })
      .map(({ name, currency, base, seats, usage, addons, onDemand }) => ({
        definition: {
          name,
          summary: name,
          features: [],
          currency,
          limits: { registeredRps: null, registeredUsers: null },
          components: [...[base, seats].filter((part) => part !== null), ...usage, ...addons, ...onDemand],
        },
        offer,
      }))
      .filter(({ definition }) => definition.components.length > 0)
      .chain(({ definition, offer: offered }) =>
        fc
          .shuffledSubarray(definition.components, { minLength: definition.components.length })
          .map((components) => ({ definition: { ...definition, components }, offer: offered })),
      ),
  );

/**
 * What is recorded for a component: nothing, anything, very much, or exactly a quantity at which its price
 * changes.
 */
function recordedFor(component: UsageComponent): Arbitrary<DecimalText> {
  const divideBy = parseDecimal(component.scale?.divideBy ?? "1");
  const recorded = (priced: bigint) => printDecimal((priced * divideBy) / oneInTicks);
  const allowance = parseDecimal(component.included);
  if (component.price.model === "limit") return fc.bigInt({ min: 0n, max: allowance }).map(recorded);
  const turns =
    "tiers" in component.price
      ? component.price.tiers.flatMap((tier) => (tier.upTo === null ? [] : [parseDecimal(tier.upTo)]))
      : "size" in component.price
        ? [parseDecimal(component.price.size), 7n * parseDecimal(component.price.size)]
        : [];
  const places = [0n, ...turns].flatMap((turn) => [-1n, 0n, 1n].map((tick) => allowance + turn + tick));
  return fc.oneof(
    { weight: 4, arbitrary: decimals(20_000n).map((text) => recorded(parseDecimal(text))) },
    { weight: 1, arbitrary: fc.bigInt({ min: 10n ** 9n, max: 10n ** 18n - 1n }).map(String) },
    { weight: 1, arbitrary: fc.constantFrom(...places.map((place) => recorded(place > 0n ? place : 0n))) },
  );
}

function chosenFor({ choice }: AddonComponent): Arbitrary<string> {
  if (choice.type === "switch") return fc.constantFrom("0", "1");
  if (choice.type === "one_of") return fc.constantFrom(...choice.options.map((option) => option.key));
  return fc.integer({ min: 0, max: choice.maximum ?? 100 }).map(String);
}

/** A record with a value for some of the keys, because an absent value has a meaning too. */
const named = (entries: [string, Arbitrary<string>][]): Arbitrary<Record<string, string>> =>
  fc.record(Object.fromEntries(entries), { requiredKeys: [] }) as Arbitrary<Record<string, string>>;

/** Quantities that fit the plan. */
export function quantitiesFor(definition: PlanDefinition): Arbitrary<Quantities> {
  const { components } = definition;
  const most = components.find((part) => part.kind === "seats")?.maximum ?? 60;
  return fc.record({
    seats: fc.integer({ min: 0, max: most }),
    usage: named(
      components.flatMap((part) => (part.kind === "usage" ? [[part.meter, recordedFor(part)]] : [])),
    ),
    addons: named(components.flatMap((part) => (part.kind === "addon" ? [[part.key, chosenFor(part)]] : []))),
    onDemand: named(
      components.flatMap((part) => (part.kind === "on_demand" ? [[part.key, decimals(200n)]] : [])),
    ),
  });
}

const percents: Arbitrary<DecimalText> = fc.oneof(
  fc.constantFrom("10", "8", "8.5", "100", "50", "33.3333"),
  fc.integer({ min: 1, max: 1_000_000 }).map((parts) => cut(BigInt(parts) * 10n ** 8n, 4)),
);

/** Keys of some components, or null: all of them. */
const someOrAll = (definition: PlanDefinition): Arbitrary<string[] | null> =>
  fc.option(
    fc.subarray(
      definition.components.map((part) => part.key),
      { minLength: 1 },
    ),
  );

export const discountsFor = (definition: PlanDefinition): Arbitrary<Discount> =>
  fc.record({
    name: names,
    value: fc.oneof(
      percents.map((percent) => ({ type: "percent" as const, percent })),
      fc.oneof(wholes(3_000n), wholes(1_000_000n)).map((amountMinor) => ({
        type: "amount" as const,
        amountMinor,
        currency: definition.currency,
      })),
    ),
    components: someOrAll(definition),
    months: fc.option(fc.integer({ min: 1, max: 4 })),
  });

const taxRatesFor = (definition: PlanDefinition): Arbitrary<TaxRate[]> =>
  fc
    .array(
      fc.record<Omit<TaxRate, "key">>({
        name: names,
        percent: fc.oneof({ weight: 4, arbitrary: percents }, { weight: 1, arbitrary: fc.constant("0") }),
        inclusive: fc.boolean(),
        components: someOrAll(definition),
      }),
      { maxLength: 4 },
    )
    .map((rates) => rates.map((rate, index): TaxRate => ({ ...rate, key: `tax-${index + 1}` })));

/** Terms for an invoice of the plan: none, several, ended discounts, taxes of both kinds, every rounding. */
const termsFor = (definition: PlanDefinition): Arbitrary<PricingTerms> =>
  fc.record({
    discounts: fc.array(discountsFor(definition), { maxLength: 3 }),
    monthsBefore: fc.integer({ min: 0, max: 4 }),
    taxes: taxRatesFor(definition),
    taxRounding: fc.constantFrom("half_up" as const, "down" as const, "up" as const),
  });

/** Everything that one invoice is computed from. */
export type PricingCase = {
  definition: PlanDefinition;
  interval: PaidInterval;
  quantities: Quantities;
  terms: PricingTerms;
};

export const pricingCases = (options?: PlanOptions): Arbitrary<PricingCase> =>
  plans(options).chain(({ definition, offer }) =>
    fc.record({
      definition: fc.constant(definition),
      interval: fc.constantFrom(...offer),
      quantities: quantitiesFor(definition),
      terms: termsFor(definition),
    }),
  );
