import { type AddonComponent, type Component, isFixed } from "@/lib/domain/catalog/component";
import { fixedPrices } from "@/lib/domain/catalog/fixed-prices";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Problem } from "@/lib/domain/catalog/problem";
import { checkAmount, checkCount, checkQuantity } from "@/lib/domain/catalog/problems/numbers";
import { type Report, reportInto } from "@/lib/domain/catalog/problems/report";
import { oneInTicks, parseDecimal } from "@/lib/domain/money/decimal";
import type { EstimateRequest } from "./estimate-input";

/** Of seats or of an add-on; more would be a mistake of typing, and amounts could outgrow what is kept. */
const mostThings = 1_000_000;
const hundred = 100n * oneInTicks;

/**
 * What of a request does not fit the plan that it names. The pricing itself ignores what a plan does not have; for an
 * explicit request on one plan a misspelt name must not silently cost nothing.
 */
export function requestProblems(definition: PlanDefinition, request: EstimateRequest): Problem[] {
  const problems: Problem[] = [];
  const report = reportInto(problems);
  const { components } = definition;
  if (
    components.some(isFixed) &&
    !fixedPrices(definition).some(({ interval }) => interval === request.interval)
  )
    report.error("interval", "interval_not_in_plan");
  checkQuantities(report.at("quantities"), components, request.quantities);
  const keys = new Set(components.map(({ key }) => key));
  request.discounts.forEach(({ value, components: lowered }, index) => {
    const place = report.at(`discounts.${index}`);
    if (value.type === "percent") checkPercent(place, "value.percent", value.percent);
    else checkDiscountAmount(place.at("value"), value, definition.currency);
    checkNames(place.at("components"), lowered ?? [], keys);
  });
  request.taxes.forEach(({ percent, components: taxed }, index) => {
    const place = report.at(`taxes.${index}`);
    checkPercent(place, "percent", percent);
    checkNames(place.at("components"), taxed ?? [], keys);
  });
  return problems;
}

function checkQuantities(
  report: Report,
  components: readonly Component[],
  { seats, usage, addons, onDemand }: EstimateRequest["quantities"],
): void {
  const countsSeats = components.some(
    (component) =>
      component.kind === "seats" ||
      (component.kind === "usage" && parseDecimal(component.includedPerSeat) > 0n),
  );
  if (seats > 0 && !countsSeats) report.error("seats", "not_in_plan", { name: "seats" });
  else checkCount(report, "seats", seats, { maximum: mostThings });

  const meters = components.flatMap((component) => (component.kind === "usage" ? [component.meter] : []));
  const work = components.flatMap((component) => (component.kind === "on_demand" ? [component.key] : []));
  for (const [place, amounts, known] of [
    ["usage", usage, new Set(meters)],
    ["onDemand", onDemand, new Set(work)],
  ] as const)
    for (const [name, quantity] of Object.entries(amounts)) {
      if (known.has(name)) checkQuantity(report.at(place), name, quantity);
      else report.error(`${place}.${name}`, "not_in_plan", { name });
    }

  const chosen = new Map(
    components.flatMap((component) => (component.kind === "addon" ? [[component.key, component]] : [])),
  );
  for (const [name, choice] of Object.entries(addons)) {
    const addon = chosen.get(name);
    if (addon) checkChoice(report, `addons.${name}`, addon, choice);
    else report.error(`addons.${name}`, "not_in_plan", { name });
  }
}

function checkChoice(report: Report, field: string, { choice }: AddonComponent, chosen: string): void {
  if (choice.type === "switch") {
    if (chosen !== "0" && chosen !== "1") report.error(field, "not_offered");
  } else if (choice.type === "quantity") {
    if (!/^\d{1,18}$/.test(chosen)) report.error(field, "not_whole");
    else checkCount(report, field, Number(chosen), { maximum: mostThings });
  } else if (!choice.options.some((option) => option.key === chosen)) {
    report.error(field, "not_in_plan", { name: chosen });
  }
}

function checkPercent(report: Report, field: string, percent: string): void {
  const ticks = checkQuantity(report, field, percent);
  if (ticks !== null && ticks > hundred) report.error(field, "percent");
}

function checkDiscountAmount(
  report: Report,
  value: { amountMinor: string; currency?: string | undefined },
  plan: string,
): void {
  checkAmount(report, "amountMinor", value.amountMinor, plan);
  const { currency = plan } = value;
  if (currency !== plan) report.error("currency", "currency_mix", { currency, plan });
}

function checkNames(report: Report, names: readonly string[], known: ReadonlySet<string>): void {
  names.forEach((name, index) => {
    if (!known.has(name)) report.error(String(index), "not_in_plan", { name });
  });
}
