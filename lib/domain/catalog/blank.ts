import type {
  AddonComponent,
  BaseComponent,
  Component,
  ComponentKind,
  OnDemandComponent,
  SeatsComponent,
  UsageComponent,
} from "./component";
import type { PlanDefinition } from "./plan";

const noName = { en: "", ja: "" };
const free = { month: "0", year: null };

/**
 * Components that cost and include nothing. The editor starts from them; tests and seeds spread them and set
 * only the fields that matter.
 */
export const blank = {
  base: (key = "base"): BaseComponent => ({ kind: "base", key, name: noName, amountMinor: free }),
  seats: (key = "seats"): SeatsComponent => ({
    kind: "seats",
    key,
    name: noName,
    unitAmountMinor: free,
    included: 0,
    minimum: 0,
    maximum: null,
  }),
  usage: (key: string, meter = ""): UsageComponent => ({
    kind: "usage",
    key,
    name: noName,
    meter,
    unit: noName,
    scale: null,
    included: "0",
    includedPerSeat: "0",
    price: { model: "per_unit", unitAmountMinor: "0", per: "1" },
    capMinor: null,
    minimumMinor: null,
  }),
  addon: (key: string): AddonComponent => ({
    kind: "addon",
    key,
    name: noName,
    choice: { type: "switch", amountMinor: free },
  }),
  on_demand: (key: string): OnDemandComponent => ({
    kind: "on_demand",
    key,
    name: noName,
    unit: noName,
    unitAmountMinor: "0",
    included: "0",
  }),
} satisfies Record<ComponentKind, (key: string) => Component>;

export const blankPlan = (currency: string): PlanDefinition => ({
  name: noName,
  summary: noName,
  features: [],
  currency,
  limits: { registeredRps: null, registeredUsers: null },
  components: [],
});
