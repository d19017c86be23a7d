import { expect, test } from "vitest";
import { blankPlan } from "@/lib/domain/catalog/blank";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { negotiationOf, notNegotiated, overrideOf } from "./negotiation";

const name = { en: "Base fee", ja: "基本料金" };
const published: PlanDefinition = {
  ...blankPlan("USD"),
  limits: { registeredRps: 10, registeredUsers: null },
  components: [{ kind: "base", key: "base", name, amountMinor: { month: "4900", year: null } }],
};
const path = "components.0.amountMinor.month";
const typed = (negotiated: Record<string, string>) => ({ isNegotiated: true, negotiated, reason: "Volume" });

test("what is typed in major units is agreed in minor ones, and comes back as it was typed", () => {
  const negotiation = typed({ [path]: "39.5", "limits.registeredRps": "" });
  const override = overrideOf(negotiation, published);
  expect(override).toEqual({
    reason: "Volume",
    definition: {
      ...published,
      limits: { registeredRps: null, registeredUsers: null },
      components: [{ ...published.components[0], amountMinor: { month: "3950", year: null } }],
    },
  });
  expect(negotiationOf(published, override)).toEqual(negotiation);
});

test("what was typed and then switched off is not negotiated", () => {
  expect(overrideOf({ ...typed({ [path]: "39" }), isNegotiated: false }, published)).toBeNull();
  expect(negotiationOf(published, null)).toEqual(notNegotiated);
});

test("what is no number stays as it was typed, for the rules of plans to name", () => {
  expect(overrideOf(typed({ [path]: "cheap" }), published)?.definition.components).toMatchObject([
    { amountMinor: { month: "cheap" } },
  ]);
});
