import { z } from "zod";
import { changeModes } from "@/lib/domain/catalog/change-mode";
import type { AddonComponent, SeatsComponent } from "@/lib/domain/catalog/component";
import { fewestSeats } from "@/lib/domain/catalog/counted-seats";
import { type PaidInterval, type PlanDefinition, paidIntervals, seatsOf } from "@/lib/domain/catalog/plan";
import { type FieldError, Refused } from "@/lib/domain/errors";
import type { Holding } from "@/lib/domain/license/holding";
import type { LicenseUse } from "@/lib/domain/license/misfits";
import { seatsInUse } from "@/lib/domain/license/seats-in-use";

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
type HeldQuantities = Pick<Holding, "seats" | "addons" | "definition">;

/**
 * Seats and add-ons of the wanted license in the plan's terms. Refuses with `invalid_input` by field: fewer seats than
 * the plan's minimum or those in use, or more than its maximum, an add-on that it does not sell, or too many of one.
 */
export function wantedQuantities(
  definition: PlanDefinition,
  { interval, seats, addons }: { interval: PaidInterval } & Partial<Quantities>,
  held: HeldQuantities | null,
  use: Pick<LicenseUse, "registeredUsers">,
): Quantities {
  const errors: FieldError[] = [];
  const ofSeats = seatsOf(definition);
  const inUse = leastInUse(definition, held, use);
  const ofAddons = definition.components.filter((component) => component.kind === "addon");
  const wanted = {
    seats: ofSeats ? seatsIn(ofSeats, { wanted: seats, held: held?.seats, inUse }, errors) : 0,
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
  const seats = seatsOf(definition);
  return { seats: seats ? fewestSeats(seats) : 0, addons: {} };
}

/**
 * As many seats as are in use. Who has fewer already, because people were registered since, may keep or raise them: that
 * makes nothing worse.
 */
function leastInUse(
  definition: PlanDefinition,
  held: HeldQuantities | null,
  use: Pick<LicenseUse, "registeredUsers">,
): number {
  const inUse = seatsInUse(definition, use) ?? 0;
  const isCounted = held !== null && seatsInUse(held.definition, use) !== null;
  return isCounted ? Math.min(inUse, held.seats) : inUse;
}

function seatsIn(
  component: SeatsComponent,
  seats: { wanted: number | undefined; held: number | undefined; inUse: number },
  errors: FieldError[],
): number {
  const fewest = fewestSeats(component);
  const { maximum } = component;
  const isSaid = seats.wanted !== undefined;
  const wanted = seats.wanted ?? Math.max(seats.held ?? fewest, seats.inUse);
  if (isSaid && wanted < fewest)
    errors.push({ field: "seats", rule: "too_small", params: { minimum: fewest } });
  if (isSaid && wanted < seats.inUse)
    errors.push({ field: "seats", rule: "seats_in_use", params: { used: seats.inUse } });
  if (maximum !== null && wanted > maximum) errors.push(tooMany(maximum, isSaid ? 0 : seats.inUse));
  return Math.max(wanted, fewest);
}

/** Nobody asked for the seats in use, so it is they that do not fit. */
const tooMany = (maximum: number, inUse: number): FieldError =>
  inUse > maximum
    ? { field: "seats", rule: "seats_in_use", params: { used: inUse } }
    : { field: "seats", rule: "too_big", params: { maximum } };

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
