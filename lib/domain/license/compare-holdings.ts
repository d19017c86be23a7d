import type { AddonComponent, AddonOption } from "../catalog/component";
import type { PlanDefinition } from "../catalog/plan";
import { parseDecimal } from "../money/decimal";
import { addonQuantity } from "../pricing/components/addon";
import type { Holding } from "./holding";

/**
 * `more`: takes effect now, when it is paid. `less`: waits for the next period, as a reservation. `same`: nothing
 * differs.
 */
export type HoldingChange = "more" | "less" | "same";

/**
 * How a wanted holding differs from what is held (null: Free, so that everything is more). If anything lowers (rank,
 * seats, an add-on, year to month), all of it waits. An add-on that a higher plan does not sell is not lowered.
 */
export function compareHoldings(held: Holding | null, wanted: Holding): HoldingChange {
  if (held === null) return "more";
  const steps = [
    wanted.rank - held.rank,
    intervalStep(held, wanted),
    seatsStep(held, wanted),
    ...addonKeys(held, wanted).map((key) => addonStep(key, held, wanted)),
  ];
  if (steps.some((step) => step < 0)) return "less";
  const isOtherVersion = held.planVersionId !== wanted.planVersionId;
  return isOtherVersion || steps.some((step) => step > 0) ? "more" : "same";
}

const intervalStep = (held: Holding, wanted: Holding): number =>
  Number(wanted.interval === "year") - Number(held.interval === "year");

/** A plan that does not sell seats does not count them. */
function seatsStep(held: Holding, wanted: Holding): number {
  const sellsSeats = ({ definition }: Holding) => definition.components.some(({ kind }) => kind === "seats");
  if (!sellsSeats(wanted)) return wanted.rank > held.rank || !sellsSeats(held) ? 0 : -1;
  return wanted.seats - held.seats;
}

const addonKeys = (held: Holding, wanted: Holding): string[] => [
  ...new Set([held, wanted].flatMap(({ definition }) => addonsOf(definition).map(({ key }) => key))),
];

const addonsOf = (definition: PlanDefinition): AddonComponent[] =>
  definition.components.filter((component) => component.kind === "addon");

/** 1: raised, -1: lowered, 0: the same. */
function addonStep(key: string, held: Holding, wanted: Holding): number {
  const before = addonsOf(held.definition).find((addon) => addon.key === key);
  const after = addonsOf(wanted.definition).find((addon) => addon.key === key);
  if (!after) return before && isChosen(before, held) && wanted.rank <= held.rank ? -1 : 0;
  if (after.choice.type === "one_of") return optionStep(before, after, held, wanted);
  if (after.choice.type === "switch")
    return Number(addonQuantity(wanted.addons[key]) > 0n) - Number(addonQuantity(held.addons[key]) > 0n);
  return sign(addonQuantity(wanted.addons[key]) - addonQuantity(held.addons[key]));
}

/** True if more is held than what everybody has. */
function isChosen({ key, choice }: AddonComponent, { addons }: Holding): boolean {
  if (choice.type !== "one_of") return addonQuantity(addons[key]) > 0n;
  return addons[key] !== undefined && addons[key] !== choice.options[0]?.key;
}

/** Options are compared by price at the wanted interval. Another option at the same price is a change for now. */
function optionStep(
  before: AddonComponent | undefined,
  after: AddonComponent,
  held: Holding,
  wanted: Holding,
): number {
  const next = optionOf(after, wanted);
  const old = before && optionOf(before, held);
  if (!old || !next) return next && isChosen(after, wanted) ? 1 : 0;
  if (old.key === next.key) return 0;
  // If the wanted plan sells the old option too, its price there decides.
  const known = after.choice.type === "one_of" && after.choice.options.find(({ key }) => key === old.key);
  const price = ({ amountMinor }: AddonOption) => parseDecimal(amountMinor[wanted.interval] ?? "0");
  return sign(price(next) - price(known || old)) || 1;
}

function optionOf({ key, choice }: AddonComponent, { addons }: Holding): AddonOption | undefined {
  if (choice.type !== "one_of") return undefined;
  return choice.options.find((option) => option.key === addons[key]) ?? choice.options[0];
}

function sign(difference: bigint): number {
  if (difference === 0n) return 0;
  return difference > 0n ? 1 : -1;
}
