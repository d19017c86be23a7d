import { decimalPlaces, oneInTicks } from "../../money/decimal";
import { mauMeter, type OnDemandComponent, type UsageComponent } from "../component";
import type { CatalogFacts } from "../problem";
import { checkAmount, checkCount, checkPositive, checkQuantity, checkUnitAmount } from "./numbers";
import type { Report } from "./report";
import { checkText, isReserved, longestUnit } from "./texts";
import { checkTiers } from "./tiers";

/** What a usage component is checked against. */
export type UsageSurroundings = { currency: string; catalog: CatalogFacts | null; hasSeats: boolean };

export function checkUsage(
  report: Report,
  component: UsageComponent,
  { currency, catalog, hasSeats }: UsageSurroundings,
): void {
  const { meter } = component;
  if (meter === "") report.error("meter", "required");
  else if (isReserved(meter)) report.error("meter", "key_reserved");
  else if (catalog && meter !== mauMeter && !catalog.meters.has(meter))
    report.error("meter", "unknown_meter", { meter });
  checkText(report, "unit", component.unit, longestUnit);
  checkAllowance(report, component, hasSeats);
  checkPrice(report.at("price"), component.price, currency);
  checkBounds(report, component, currency);
}

function checkAllowance(report: Report, component: UsageComponent, hasSeats: boolean): void {
  const { scale } = component;
  const divideBy = scale && checkPositive(report, "scale.divideBy", scale.divideBy);
  if (scale) checkCount(report, "scale.decimals", scale.decimals, { maximum: decimalPlaces });
  const included = checkQuantity(report, "included", component.included);
  // Nobody includes a billion GB. The number is probably in bytes, while prices and allowances are in priced
  // units.
  if (divideBy && included && divideBy > oneInTicks && included >= divideBy)
    report.warning("included", "allowance_in_recorded_unit", { divideBy: scale.divideBy });
  const perSeat = checkQuantity(report, "includedPerSeat", component.includedPerSeat);
  if (perSeat && !hasSeats) report.warning("includedPerSeat", "per_seat_without_seats");
}

function checkPrice(report: Report, price: UsageComponent["price"], currency: string): void {
  switch (price.model) {
    case "unlimited":
    case "limit":
      return;
    case "per_unit": {
      const amount = checkUnitAmount(report, "unitAmountMinor", price.unitAmountMinor, currency);
      if (amount === 0n) report.warning("unitAmountMinor", "free_excess");
      checkPositive(report, "per", price.per);
      return;
    }
    case "package": {
      const amount = checkUnitAmount(report, "amountMinor", price.amountMinor, currency);
      if (amount === 0n) report.warning("amountMinor", "free_excess");
      checkPositive(report, "size", price.size);
      return;
    }
    case "graduated":
    case "volume":
      checkTiers(report.at("tiers"), price, currency);
  }
}

function checkBounds(report: Report, { price, capMinor, minimumMinor }: UsageComponent, currency: string) {
  const cap = capMinor === null ? null : checkAmount(report, "capMinor", capMinor, currency);
  const minimum = minimumMinor === null ? null : checkAmount(report, "minimumMinor", minimumMinor, currency);
  if (cap !== null && minimum !== null && cap < minimum) report.error("capMinor", "cap_below_minimum");
  const costsNothing = price.model === "unlimited" || price.model === "limit";
  if (cap !== null && costsNothing) report.warning("capMinor", "cap_of_nothing");
}

export function checkOnDemand(report: Report, component: OnDemandComponent, currency: string): void {
  checkText(report, "unit", component.unit, longestUnit);
  const amount = checkUnitAmount(report, "unitAmountMinor", component.unitAmountMinor, currency);
  if (amount === 0n) report.warning("unitAmountMinor", "free_excess");
  checkQuantity(report, "included", component.included);
}
