import { type Component, isFixed, mauMeter } from "./component";
import { isFreePlan, type PlanDefinition } from "./plan";
import type { CatalogFacts, Problem } from "./problem";
import { isKnownCurrency } from "./problems/currencies";
import { checkAddon, checkBase, checkSeats, checkSeatsInUse } from "./problems/fixed";
import { checkIntervals } from "./problems/intervals";
import { checkCount } from "./problems/numbers";
import { type Report, reportInto } from "./problems/report";
import { checkKey, checkKeysDiffer, checkOptionalText, checkText, longestName } from "./problems/texts";
import { checkOnDemand, checkUsage, type UsageSurroundings } from "./problems/usage";

const mostComponents = 100;
/** Stripe takes "up to 20 subscription items" (docs.stripe.com/api/subscriptions/create); each fixed component is one. */
const mostFixedComponents = 20;
const mostFeatures = 20;
const longestSummary = 500;
const longestFeature = 200;
const longestTrialDays = 365;
/** A larger number is as good as no limit. */
const highestLimit = 1_000_000_000;

/**
 * Everything that is wrong with a plan, in the order of its fields. A plan without errors can be sold and
 * rated. The check is pure and quick, so the editor runs it while people type. Without a catalog (null) the
 * names of meter units are not checked.
 */
export function planProblems(definition: PlanDefinition, catalog: CatalogFacts | null): Problem[] {
  const problems: Problem[] = [];
  const report = reportInto(problems);
  checkFrame(report, definition);
  checkSale(report, definition);
  checkCounts(report.at("components"), definition.components);
  // Too long a list is reported once, and its surplus is not checked.
  const components = definition.components.slice(0, mostComponents);
  const inside = report.at("components");
  const surroundings = {
    currency: definition.currency,
    catalog,
    hasSeats: components.some((component) => component.kind === "seats"),
  };
  components.forEach((component, index) => {
    const place = inside.at(String(index));
    checkKey(place, "key", component.key);
    checkText(place, "name", component.name, longestName);
    checkCurrency(place, component, definition.currency);
    checkComponent(place, component, surroundings);
    if (component.kind === "seats") checkSeatsInUse(place, component, definition.limits);
  });
  checkKeysDiffer(
    inside,
    components.map(({ key }) => key),
  );
  checkMetersDiffer(inside, components);
  checkIntervals(inside, components);
  return problems;
}

function checkFrame(report: Report, { name, summary, features, currency, limits }: PlanDefinition): void {
  checkText(report, "name", name, longestName);
  checkOptionalText(report, "summary", summary, longestSummary);
  if (features.length > mostFeatures) report.error("features", "too_many", { maximum: mostFeatures });
  features.slice(0, mostFeatures).forEach((feature, index) => {
    checkText(report, `features.${index}`, feature, longestFeature);
  });
  if (currency === "") report.error("currency", "required");
  else if (!isKnownCurrency(currency)) report.error("currency", "unknown_currency", { currency });
  for (const name of ["registeredRps", "registeredUsers"] as const) {
    const limit = limits[name];
    if (limit !== null) checkCount(report, `limits.${name}`, limit, { maximum: highestLimit });
  }
}

/** How it is sold: a trial needs something to pay afterwards, and what nobody pays only staff may decide. */
function checkSale(report: Report, definition: PlanDefinition): void {
  const { trialDays = 0, changeMode } = definition;
  checkCount(report, "trialDays", trialDays, { maximum: longestTrialDays });
  if (trialDays > 0 && isFreePlan(definition)) report.error("trialDays", "trial_of_free_plan");
  if (changeMode === "none") report.warning("changeMode", "only_staff_charge_nothing");
}

function checkCounts(report: Report, components: readonly Component[]): void {
  if (components.length > mostComponents) report.error("", "too_many", { maximum: mostComponents });
  else if (components.filter(isFixed).length > mostFixedComponents)
    report.error("", "too_many_fixed", { maximum: mostFixedComponents });
  for (const [kind, rule] of [
    ["base", "second_base"],
    ["seats", "second_seats"],
  ] as const) {
    const [, second] = components.flatMap((component, index) => (component.kind === kind ? [index] : []));
    if (second !== undefined) report.error(`${second}.kind`, rule);
  }
}

function checkCurrency(report: Report, { currency }: Component, plan: string): void {
  if (currency !== undefined && currency !== plan)
    report.error("currency", "currency_mix", { currency, plan });
}

function checkComponent(report: Report, component: Component, surroundings: UsageSurroundings): void {
  const { currency } = surroundings;
  switch (component.kind) {
    case "base":
      checkBase(report, component, currency);
      break;
    case "seats":
      checkSeats(report, component, currency);
      break;
    case "usage":
      checkUsage(report, component, surroundings);
      break;
    case "addon":
      checkAddon(report, component, currency);
      break;
    case "on_demand":
      checkOnDemand(report, component, currency);
  }
}

/** Two prices on one meter unit are both charged. Of two limits on active users only one could hold. */
function checkMetersDiffer(report: Report, components: readonly Component[]): void {
  const seen = new Set<string>();
  components.forEach((component, index) => {
    if (component.kind !== "usage" || component.meter === "") return;
    const { meter } = component;
    if (seen.has(meter)) {
      if (meter === mauMeter) report.error(`${index}.meter`, "second_mau");
      else report.warning(`${index}.meter`, "meter_priced_twice", { meter });
    }
    seen.add(meter);
  });
}
