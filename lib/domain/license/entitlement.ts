import type { AddonComponent } from "../catalog/component";
import type { LocalizedText, PlanDefinition } from "../catalog/plan";
import { oneInTicks, parseDecimal, printDecimal } from "../money/decimal";

/** Something that a plan holds: a component by its key, and whether and how often it is held. */
export type Feature = {
  key: string;
  kind: PlanDefinition["components"][number]["kind"];
  name: LocalizedText;
  enabled: boolean;
  /** How many of an add-on that is sold in a quantity are held, the included ones among them. */
  quantity: number | null;
  /** The chosen option of a group. */
  option: string | null;
};

/**
 * What a license opens, derived from the components of its plan: an add-on if it is held (of a group the chosen option, or
 * else the first), everything else because the plan has it.
 */
export const featuresOf = (
  { components }: Pick<PlanDefinition, "components">,
  addons: Readonly<Record<string, string>>,
): Feature[] =>
  components.map((component) => {
    const { key, kind, name } = component;
    const held =
      component.kind === "addon"
        ? addonHeld(component, addons[key])
        : { enabled: true, quantity: null, option: null };
    return { key, kind, name, ...held };
  });

function addonHeld({ choice }: AddonComponent, held: string | undefined) {
  if (choice.type === "one_of")
    return { enabled: true, quantity: null, option: held ?? choice.options[0]?.key ?? null };
  if (choice.type === "switch") return { enabled: held === "1", quantity: null, option: null };
  const quantity = choice.included + Number(held ?? "0");
  return { enabled: quantity > 0, quantity, option: null };
}

/** Why something is not allowed. */
export type EntitlementRefusal =
  | "license_suspended"
  | "limit_reached"
  | "allowance_used"
  | "not_in_plan"
  | "not_held";

export type Countable = {
  /** Decimals as text. */
  used: string;
  held: number;
  /** Null: no limit. */
  maximum: string | null;
  /** False: what goes beyond it is charged, and so allowed. */
  isHard: boolean;
};

/** Whether so many more fit. */
export function fits(quantity: number, { used, held, maximum, isHard }: Countable) {
  if (maximum === null) return { isAllowed: true, isBeyond: false };
  const wanted = parseDecimal(used) + BigInt(held + quantity) * oneInTicks;
  const isBeyond = wanted > parseDecimal(maximum);
  return { isAllowed: !(isBeyond && isHard), isBeyond };
}

/** What is left, as decimal text; never below zero, and null without a limit. */
export function remainingOf({ used, held, maximum }: Countable): string | null {
  if (maximum === null) return null;
  const left = parseDecimal(maximum) - parseDecimal(used) - BigInt(held) * oneInTicks;
  return left > 0n ? printDecimal(left) : "0";
}
