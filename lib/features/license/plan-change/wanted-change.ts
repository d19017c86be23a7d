import { z } from "zod";
import { changeModes } from "@/lib/domain/catalog/change-mode";
import type { AddonComponent, SeatsComponent } from "@/lib/domain/catalog/component";
import { type PaidInterval, type PlanDefinition, paidIntervals } from "@/lib/domain/catalog/plan";
import { type FieldError, Refused } from "@/lib/domain/errors";
import type { Holding } from "@/lib/domain/license/holding";

/** What somebody wants to hold. What is left out stays as it is, or is what the plan begins with. */
export const wantedChangeSchema = z.strictObject({
  planKey: z.string().max(60),
  interval: z.enum(paidIntervals),
  /** People with a seat. */
  seats: z.int().min(0).max(1_000_000).optional(),
  /** By component key: "1" turns a switch on, a quantity is a whole number, a group holds the option's key. */
  addons: z.record(z.string().max(60), z.string().max(60)).optional(),
  /** How a change is charged; absent: as the plan says. */
  mode: z.enum(changeModes).optional(),
  /** As typed; empty: none. */
  couponCode: z.string().max(100).optional(),
});

export type WantedChange = z.output<typeof wantedChangeSchema>;

type Quantities = Pick<Holding, "seats" | "addons">;

/**
 * Seats and add-ons of the wanted license in the plan's terms. Refuses with `invalid_input` by field: fewer seats than
 * the plan's minimum or more than its maximum, an add-on that it does not sell, or too many of one.
 */
export function wantedQuantities(
  definition: PlanDefinition,
  { interval, seats, addons }: { interval: PaidInterval } & Partial<Quantities>,
  held: Quantities | null,
): Quantities {
  const errors: FieldError[] = [];
  const ofSeats = definition.components.find((component) => component.kind === "seats");
  const ofAddons = definition.components.filter((component) => component.kind === "addon");
  const wanted = {
    seats: ofSeats ? seatsIn(ofSeats, seats ?? held?.seats, seats !== undefined, errors) : 0,
    addons: addonsIn(ofAddons, interval, addons ?? held?.addons ?? {}, addons !== undefined, errors),
  };
  if (errors.length > 0) throw new Refused("invalid_input", { fields: errors });
  return wanted;
}

/** What a plan begins with if nothing else is said: the fewest seats, no add-ons, the first option of a group. */
export function beginningQuantities(definition: PlanDefinition): {
  seats: number;
  addons: Record<string, string>;
} {
  const seats = definition.components.find((component) => component.kind === "seats");
  return { seats: seats ? fewestSeats(seats) : 0, addons: {} };
}

/** The fewest seats that a license of this plan has. */
export const fewestSeats = ({ included, minimum }: SeatsComponent): number => Math.max(included, minimum);

function seatsIn(
  component: SeatsComponent,
  wanted: number | undefined,
  isSaid: boolean,
  errors: FieldError[],
): number {
  const fewest = fewestSeats(component);
  const { maximum } = component;
  const seats = wanted ?? fewest;
  if (isSaid && seats < fewest)
    errors.push({ field: "seats", rule: "too_small", params: { minimum: fewest } });
  if (maximum !== null && seats > maximum)
    errors.push({ field: "seats", rule: "too_big", params: { maximum } });
  return Math.max(seats, fewest);
}

function addonsIn(
  sold: readonly AddonComponent[],
  interval: PaidInterval,
  wanted: Readonly<Record<string, string>>,
  isSaid: boolean,
  errors: FieldError[],
): Record<string, string> {
  const chosen: Record<string, string> = {};
  for (const [key, value] of Object.entries(wanted)) {
    const component = sold.find((each) => each.key === key);
    const rule = component ? problemOf(component, interval, value) : "unknown_addon";
    if (rule === null) {
      if (value !== "0" && value !== "") chosen[key] = value;
    } else if (isSaid) errors.push({ field: `addons.${key}`, rule });
  }
  return chosen;
}

function problemOf({ choice }: AddonComponent, interval: PaidInterval, value: string): string | null {
  if (choice.type === "one_of") {
    const option = choice.options.find(({ key }) => key === value);
    if (!option) return "unknown_option";
    return option.amountMinor[interval] === null ? "not_in_interval" : null;
  }
  if (!/^\d{1,9}$/.test(value)) return "not_a_quantity";
  if (value === "0") return null;
  const amounts = choice.type === "switch" ? choice.amountMinor : choice.unitAmountMinor;
  if (amounts[interval] === null) return "not_in_interval";
  if (choice.type === "switch") return value === "1" ? null : "not_a_switch";
  return choice.maximum !== null && Number(value) > choice.maximum ? "too_many" : null;
}
