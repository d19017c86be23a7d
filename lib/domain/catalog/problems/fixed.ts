import { oneInTicks } from "../../money/decimal";
import type { AddonComponent, AmountByInterval, BaseComponent, SeatsComponent } from "../component";
import { fewestSeats } from "../counted-seats";
import { paidIntervals, type RegistrationLimits } from "../plan";
import { chargeStep } from "./currencies";
import { checkAmount, checkCount, checkUnitAmount } from "./numbers";
import type { Report } from "./report";
import { checkKey, checkKeysDiffer, checkText, longestName } from "./texts";

/** A larger quantity in one subscription is a typing mistake. */
const mostThings = 1_000_000;
const mostOptions = 100;

export function checkBase(report: Report, { amountMinor }: BaseComponent, currency: string): void {
  const { month, year } = checkAmounts(report, "amountMinor", amountMinor, currency);
  if (month !== null && year !== null && month > 0n && year >= 12n * month)
    report.warning("amountMinor.year", "no_yearly_saving");
}

export function checkSeats(report: Report, component: SeatsComponent, currency: string): void {
  const { included, minimum, maximum } = component;
  checkAmounts(report, "unitAmountMinor", component.unitAmountMinor, currency, checkUnitAmount);
  checkCount(report, "included", included, { maximum: mostThings });
  checkCount(report, "minimum", minimum, { maximum: mostThings });
  if (maximum === null) return;
  checkCount(report, "maximum", maximum, { minimum: 1, maximum: mostThings });
  if (minimum > maximum) report.error("minimum", "above_maximum");
  if (included > maximum) report.error("included", "above_maximum");
}

/** Where registered users fill the seats, more seats than users or more users than seats make no sense. */
export function checkSeatsInUse(
  report: Report,
  component: SeatsComponent,
  { registeredUsers }: RegistrationLimits,
): void {
  const { inUse, maximum } = component;
  if (inUse !== "registered_users") return;
  const fewest = fewestSeats(component);
  if (registeredUsers !== null && registeredUsers < fewest)
    report.warning("inUse", "seats_without_users", { users: registeredUsers, seats: fewest });
  if (maximum !== null && (registeredUsers === null || registeredUsers > maximum))
    report.warning("inUse", "users_without_seats", { maximum });
}

export function checkAddon(report: Report, { choice }: AddonComponent, currency: string): void {
  const inside = report.at("choice");
  switch (choice.type) {
    case "switch":
      checkAmounts(inside, "amountMinor", choice.amountMinor, currency);
      return;
    case "quantity":
      checkAmounts(inside, "unitAmountMinor", choice.unitAmountMinor, currency, checkUnitAmount);
      checkCount(inside, "included", choice.included, { maximum: mostThings });
      if (choice.maximum === null) return;
      checkCount(inside, "maximum", choice.maximum, { minimum: 1, maximum: mostThings });
      if (choice.included > choice.maximum) inside.error("included", "above_maximum");
      return;
    case "one_of": {
      const options = inside.at("options");
      if (choice.options.length < 2) options.error("", "too_few_options", { minimum: 2 });
      if (choice.options.length > mostOptions) options.error("", "too_many", { maximum: mostOptions });
      checkKeysDiffer(
        options,
        choice.options.map((option) => option.key),
      );
      choice.options.forEach((option, index) => {
        const place = options.at(String(index));
        checkKey(place, "key", option.key);
        checkText(place, "name", option.name, longestName);
        checkAmounts(place, "amountMinor", option.amountMinor, currency);
      });
    }
  }
}

/** The amounts of a fixed component; null if there is none or it is not sound. */
function checkAmounts(
  report: Report,
  field: string,
  amounts: AmountByInterval,
  currency: string,
  check = checkAmount,
): Record<keyof AmountByInterval, bigint | null> {
  const ticks: Record<keyof AmountByInterval, bigint | null> = { month: null, year: null };
  for (const interval of paidIntervals) {
    const amount = amounts[interval];
    if (amount === null) continue;
    const sound = check(report, `${field}.${interval}`, amount, currency);
    ticks[interval] = sound;
    const step = chargeStep(currency);
    if (sound !== null && sound % (step * oneInTicks) !== 0n && step > 1n)
      report.warning(`${field}.${interval}`, "charge_step", { step: Number(step) });
  }
  return ticks;
}
