import { blank } from "@/lib/domain/catalog/blank";
import type {
  AddonChoice,
  AddonOption,
  Component,
  ComponentKind,
  Tier,
} from "@/lib/domain/catalog/component";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import { freeKey } from "./component-key";

/** An amount that nobody has typed yet: it is asked for, and is not a free one. */
export const notTyped = "";

const amountNotTyped = { month: notTyped, year: null };
const noName: LocalizedText = { en: "", ja: "" };

/** The usual names of these components. Customers read them, so the plan holds them in both languages. */
const usualNames = {
  base: { en: "Platform fee", ja: "基本料金" },
  seats: { en: "Seats", ja: "席" },
} as const satisfies Record<string, LocalizedText>;

/** A component as it stands in the editor right after it was added, under a key that the plan does not have yet. */
export function newComponent(kind: ComponentKind, taken: readonly string[]): Component {
  const key = freeKey(kind.replace("_", "-"), taken);
  switch (kind) {
    case "base":
      return { ...blank.base(key), name: usualNames.base, amountMinor: amountNotTyped };
    case "seats":
      return { ...blank.seats(key), name: usualNames.seats, unitAmountMinor: amountNotTyped };
    case "usage":
      return { ...blank.usage(key), price: { model: "per_unit", unitAmountMinor: notTyped, per: "1" } };
    case "addon":
      return { ...blank.addon(key), choice: newChoice("switch") };
    case "on_demand":
      return { ...blank.on_demand(key), unitAmountMinor: notTyped };
  }
}

export function newChoice(type: AddonChoice["type"]): AddonChoice {
  if (type === "switch") return { type, amountMinor: amountNotTyped };
  if (type === "quantity") return { type, unitAmountMinor: amountNotTyped, included: 0, maximum: null };
  // The first option is the one that holds by default, so it usually costs nothing.
  return { type, options: [newOption([], "0"), newOption(["option"])] };
}

export const newOption = (taken: readonly string[], month = notTyped): AddonOption => ({
  key: freeKey("option", taken),
  name: noName,
  amountMinor: { month, year: null },
});

/** The next tier goes in before the last, which has no end. */
export const newTier = (upTo: string | null): Tier => ({
  upTo,
  unitAmountMinor: notTyped,
  flatAmountMinor: "0",
});

export const newTiers = (): Tier[] => [newTier(notTyped), newTier(null)];
