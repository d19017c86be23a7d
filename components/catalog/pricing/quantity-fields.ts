import type {
  AddonChoice,
  Component,
  DecimalText,
  Scale,
  UsageComponent,
} from "@/lib/domain/catalog/component";
import type { LocalizedText, PlanDefinition } from "@/lib/domain/catalog/plan";
import { oneInTicks, parseDecimal } from "@/lib/domain/money/decimal";
import { sliderStops } from "./slider-stops";

/** A number that people choose, in the units in which it is priced. */
export type AmountField = {
  name: LocalizedText | null;
  unit: LocalizedText | null;
  /** Where the slider stops, in ticks. */
  stops: bigint[];
  /** How many decimals can be typed. */
  decimals: number;
};

export type QuantityField =
  | { kind: "seats"; amount: AmountField }
  | { kind: "usage"; meter: string; scale: Scale | null; amount: AmountField }
  | { kind: "addon_amount"; key: string; amount: AmountField }
  | { kind: "addon_switch"; key: string; name: LocalizedText }
  | {
      kind: "addon_choice";
      key: string;
      name: LocalizedText;
      options: { key: string; name: LocalizedText }[];
    }
  | { kind: "on_demand"; key: string; amount: AmountField };

const whole = (count: number | null) => BigInt(count ?? 0) * oneInTicks;

/** Everything that the plans' prices depend on, once each, in the order of the plans: seats, usage, extras. */
export function quantityFields(definitions: readonly PlanDefinition[]): QuantityField[] {
  const components = definitions.flatMap((definition) => definition.components);
  return [...seatsField(components), ...usageFields(components), ...extraFields(components)];
}

function seatsField(components: readonly Component[]): QuantityField[] {
  const seats = components.filter((component) => component.kind === "seats");
  if (seats.length === 0) return [];
  const marks = seats.flatMap(({ included, minimum, maximum }) => [included, minimum, maximum].map(whole));
  return [
    {
      kind: "seats",
      amount: { name: null, unit: null, stops: sliderStops(marks, whole(20)), decimals: 0 },
    },
  ];
}

function usageFields(components: readonly Component[]): QuantityField[] {
  const byMeter = grouped(
    components.filter((component) => component.kind === "usage"),
    ({ meter }) => meter,
  );
  return [...byMeter].map(([meter, same]) => {
    const [first] = same;
    const { scale, unit, name } = first;
    // In priced units where all plans price the same ones, and else as it is recorded.
    const isShared = same.every((other) => other.scale?.divideBy === scale?.divideBy);
    const marks = same.flatMap((other) => marksOf(other, isShared));
    const decimals = isShared && scale ? scale.decimals : 0;
    return {
      kind: "usage",
      meter,
      scale: isShared ? scale : null,
      amount: {
        name,
        unit: isShared ? unit : null,
        stops: sliderStops(marks, whole(10_000), { reach: 10n, decimals }),
        decimals,
      },
    };
  });
}

/** The quantities at which a price changes, in ticks of the field's unit. */
function marksOf({ included, includedPerSeat, price, scale }: UsageComponent, inPriced: boolean): bigint[] {
  const allowance = parseDecimal(included);
  const bounds = "tiers" in price ? price.tiers.flatMap(({ upTo }) => (upTo === null ? [] : [upTo])) : [];
  const marks = [
    allowance,
    parseDecimal(includedPerSeat) * 10n,
    ...(bounds.length > 20 ? bounds.slice(-1) : bounds).map((bound) => allowance + parseDecimal(bound)),
  ];
  if (inPriced || scale === null) return marks;
  return marks.map((mark) => (mark * parseDecimal(scale.divideBy)) / oneInTicks);
}

function extraFields(components: readonly Component[]): QuantityField[] {
  const extras = components.filter(({ kind }) => kind === "addon" || kind === "on_demand");
  const byKey = grouped(extras, ({ kind, key }) => `${kind} ${key}`);
  return [...byKey.values()].flatMap((same): QuantityField[] => {
    const [first] = same;
    if (first.kind === "on_demand") {
      const marks = same.flatMap((other) =>
        other.kind === "on_demand" ? [parseDecimal(other.included)] : [],
      );
      const stops = sliderStops(marks, whole(10));
      const { key, name, unit } = first;
      return [{ kind: "on_demand", key, amount: { name, unit, stops, decimals: 2 } }];
    }
    if (first.kind !== "addon") return [];
    const choices = same.flatMap((other) => (other.kind === "addon" ? [other.choice] : []));
    return [addonField(first.key, first.name, first.choice, choices)];
  });
}

function addonField(
  key: string,
  name: LocalizedText,
  choice: AddonChoice,
  all: readonly AddonChoice[],
): QuantityField {
  if (choice.type === "switch") return { kind: "addon_switch", key, name };
  if (choice.type === "one_of") {
    const options = all.flatMap((other) => (other.type === "one_of" ? other.options : []));
    const byKey = grouped(options, (option) => option.key);
    return {
      kind: "addon_choice",
      key,
      name,
      options: [...byKey.values()].map(([option]) => ({ key: option.key, name: option.name })),
    };
  }
  const marks = all.flatMap((other) =>
    other.type === "quantity" ? [whole(other.included), whole(other.maximum)] : [],
  );
  const stops = sliderStops(marks, whole(10));
  return { kind: "addon_amount", key, amount: { name, unit: null, stops, decimals: 0 } };
}

function grouped<Value>(values: readonly Value[], keyOf: (value: Value) => string) {
  const groups = new Map<string, [Value, ...Value[]]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}

/** What is recorded for so many priced units: 80 GB are 80,000,000,000 bytes. */
export const recordedTicks = (priced: DecimalText, scale: Scale | null): bigint =>
  scale === null ? parseDecimal(priced) : (parseDecimal(priced) * parseDecimal(scale.divideBy)) / oneInTicks;
