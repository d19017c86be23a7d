import { blank } from "@/lib/domain/catalog/blank";
import type { AmountByInterval, Component } from "@/lib/domain/catalog/component";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";

/* The plans of seed 4 in dollars. Amounts are cents; a year costs ten months where it is sold. */

const same = (text: string) => ({ en: text, ja: text });

export const byMonth = (month: string, year: string | null = null): AmountByInterval => ({ month, year });

export const base = (amountMinor: AmountByInterval): Component => ({
  ...blank.base(),
  name: same("Base fee"),
  amountMinor,
});

export const seats = (name: string, unitAmountMinor: AmountByInterval, included: number): Component => ({
  ...blank.seats(),
  name: same(name),
  unitAmountMinor,
  included,
  minimum: included === 0 ? 1 : 0,
});

export const feature = (key: string, name: string, month: string): Component => ({
  ...blank.addon(key),
  name: same(name),
  choice: { type: "switch", amountMinor: byMonth(month) },
});

/** Usage beyond an allowance. Nobody uses anything here: these models are told by their fixed parts. */
export const apiCalls = (
  unitAmountMinor: string,
  allowance: { included?: string; includedPerSeat?: string; per?: string },
): Component => ({
  ...blank.usage("calls", "calls"),
  name: same("API calls"),
  unit: same("calls"),
  included: allowance.included ?? "0",
  includedPerSeat: allowance.includedPerSeat ?? "0",
  price: { model: "per_unit", unitAmountMinor, per: allowance.per ?? "1" },
});

export const onDemand = (key: string, name: string, unitAmountMinor: string, included = "0"): Component => ({
  ...blank.on_demand(key),
  name: same(name),
  unit: same("hours"),
  unitAmountMinor,
  included,
});

export const planOf = (name: string, components: Component[]): PlanDefinition => ({
  name: same(name),
  summary: same(name),
  features: [],
  currency: "USD",
  limits: { registeredRps: null, registeredUsers: null },
  components,
});
