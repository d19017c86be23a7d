import { blank } from "@/lib/domain/catalog/blank";
import type { Component, UsageComponent } from "@/lib/domain/catalog/component";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { base, named, plan, seatsAt } from "../promise/fixtures";
import { meters } from "./tenant-years";

/** What random tenants of a world can buy: seats, and usage by each aggregation and price model. In yen. */

const metered = (meter: string, more: Partial<UsageComponent>): Component => ({
  ...blank.usage(meter, meter),
  name: named(meter),
  unit: named(meter),
  ...more,
});

const usage = (unitAmountMinor: string): Component[] => [
  metered("calls", {
    included: "100",
    includedPerSeat: "10",
    price: {
      model: "graduated",
      tiers: [
        { upTo: "200", unitAmountMinor, flatAmountMinor: "0" },
        { upTo: null, unitAmountMinor: "1.5", flatAmountMinor: "70" },
      ],
    },
    capMinor: "9000",
  }),
  metered("jobs", { price: { model: "package", amountMinor: "110", size: "3" } }),
  metered("storage", { included: "50", price: { model: "per_unit", unitAmountMinor, per: "1" } }),
  metered("people", {
    price: { model: "volume", tiers: [{ upTo: null, unitAmountMinor: "33", flatAmountMinor: "5" }] },
    minimumMinor: "60",
  }),
  metered("level", { price: { model: "per_unit", unitAmountMinor: "0.5", per: "1" } }),
];

const sold = (name: string, month: string, seat: string, each: string): PlanDefinition =>
  plan(name, "JPY", [base(month), seatsAt(seat, 1), ...usage(each)]);

export const soldPlans = [
  { key: "small", rank: 11, definition: sold("Small", "3000", "500", "7") },
  { key: "large", rank: 12, definition: sold("Large", "9000", "800", "3") },
];

export const unitOf = (meter: string) => ({
  unitName: meter,
  eventName: meter,
  aggregation: meters[meter] ?? "sum",
  property: meter === "jobs" ? null : "value",
});
