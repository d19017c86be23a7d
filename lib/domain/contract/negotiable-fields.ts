import type { Component } from "../catalog/component";
import type { LocalizedText, PlanDefinition } from "../catalog/plan";

/** What a negotiation may change, in the order in which a form asks for it. */
export type NegotiableKind =
  /** Minor units as decimal text. */
  | "amount"
  /** A quantity as decimal text. */
  | "quantity"
  /** A whole number. */
  | "count"
  /** A whole number, or null for no limit. */
  | "limit";

export type NegotiableField = {
  /** Its path in the definition: `components.0.amountMinor.month`. */
  path: string;
  kind: NegotiableKind;
  /** What it is, in addition to the name of its component. */
  label:
    | "month"
    | "year"
    | "unitMonth"
    | "unitYear"
    | "included"
    | "minimum"
    | "maximum"
    | "includedPerSeat"
    | "unitPrice"
    | "packagePrice"
    | "tierPrice"
    | "tierFlat"
    | "cap"
    | "minimumCharge"
    | "registeredRps"
    | "registeredUsers";
  /** The option of a group. */
  option?: LocalizedText;
  /** Which tier, from 1. */
  tier?: number;
};

export type NegotiableGroup = { component: Component | null; fields: NegotiableField[] };

type Shape = Omit<NegotiableField, "path"> & { at: string };

/** Every price, allowance and limit of a plan that can be negotiated, component by component; limits last. */
export function negotiableFields(definition: PlanDefinition): NegotiableGroup[] {
  const hasSeats = definition.components.some(({ kind }) => kind === "seats");
  const groups = definition.components.map(
    (component, index): NegotiableGroup => ({
      component,
      fields: shapesOf(component)
        .filter(({ at, kind }) => kind !== "amount" || read(component, at) !== null)
        // While nobody has a seat, an allowance per seat is not negotiated.
        .filter(({ at }) => at !== "includedPerSeat" || hasSeats || read(component, at) !== "0")
        .map(({ at, ...field }) => ({ ...field, path: `components.${index}.${at}` })),
    }),
  );
  const limits: NegotiableField[] = (["registeredRps", "registeredUsers"] as const).map((label) => ({
    label,
    kind: "limit",
    path: `limits.${label}`,
  }));
  return [...groups.filter(({ fields }) => fields.length > 0), { component: null, fields: limits }];
}

const intervals = (at: string, labels: ["month", "year"] | ["unitMonth", "unitYear"]): Shape[] => [
  { at: `${at}.month`, kind: "amount", label: labels[0] },
  { at: `${at}.year`, kind: "amount", label: labels[1] },
];

function shapesOf(component: Component): Shape[] {
  switch (component.kind) {
    case "base":
      return intervals("amountMinor", ["month", "year"]);
    case "seats":
      return [
        ...intervals("unitAmountMinor", ["unitMonth", "unitYear"]),
        { at: "included", kind: "count", label: "included" },
        { at: "minimum", kind: "count", label: "minimum" },
        { at: "maximum", kind: "limit", label: "maximum" },
      ];
    case "usage":
      return [
        { at: "included", kind: "quantity", label: "included" },
        { at: "includedPerSeat", kind: "quantity", label: "includedPerSeat" },
        ...usagePrices(component.price),
        { at: "capMinor", kind: "amount", label: "cap" },
        { at: "minimumMinor", kind: "amount", label: "minimumCharge" },
      ];
    case "addon":
      return addonPrices(component.choice);
    case "on_demand":
      return [
        { at: "unitAmountMinor", kind: "amount", label: "unitPrice" },
        { at: "included", kind: "quantity", label: "included" },
      ];
  }
}

function usagePrices(price: Extract<Component, { kind: "usage" }>["price"]): Shape[] {
  if (price.model === "per_unit")
    return [{ at: "price.unitAmountMinor", kind: "amount", label: "unitPrice" }];
  if (price.model === "package") return [{ at: "price.amountMinor", kind: "amount", label: "packagePrice" }];
  if (price.model !== "graduated" && price.model !== "volume") return [];
  return price.tiers.flatMap((_, index): Shape[] => [
    { at: `price.tiers.${index}.unitAmountMinor`, kind: "amount", label: "tierPrice", tier: index + 1 },
    { at: `price.tiers.${index}.flatAmountMinor`, kind: "amount", label: "tierFlat", tier: index + 1 },
  ]);
}

function addonPrices(choice: Extract<Component, { kind: "addon" }>["choice"]): Shape[] {
  if (choice.type === "switch") return intervals("choice.amountMinor", ["month", "year"]);
  if (choice.type === "quantity") return intervals("choice.unitAmountMinor", ["unitMonth", "unitYear"]);
  return choice.options.flatMap((option, index) =>
    intervals(`choice.options.${index}.amountMinor`, ["month", "year"]).map((shape) => ({
      ...shape,
      option: option.name,
    })),
  );
}

/** The value at a path; undefined if there is none. */
export function read(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | null)?.[key], value);
}

/** A copy with another value at each of the paths. The paths must exist. */
export function written(
  definition: PlanDefinition,
  values: Readonly<Record<string, unknown>>,
): PlanDefinition {
  const copy = structuredClone(definition);
  for (const [path, value] of Object.entries(values)) {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    const parent = read(copy, keys.join("."));
    if (parent && typeof parent === "object") (parent as Record<string, unknown>)[last] = value;
  }
  return copy;
}
