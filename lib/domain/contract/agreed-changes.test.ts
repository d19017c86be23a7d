import fc from "fast-check";
import { expect, test } from "vitest";
import { blankPlan } from "../catalog/blank";
import type { PlanDefinition } from "../catalog/plan";
import { agreedChanges, concernsInterval } from "./agreed-changes";
import { negotiableFields, written } from "./negotiable-fields";

const name = (en: string) => ({ en, ja: en });
const plan: PlanDefinition = {
  ...blankPlan("JPY"),
  limits: { registeredRps: 5, registeredUsers: null },
  components: [
    { kind: "base", key: "base", name: name("Base"), amountMinor: { month: "9000", year: "90000" } },
    {
      kind: "usage",
      key: "calls",
      name: name("Calls"),
      meter: "calls",
      unit: name("calls"),
      scale: null,
      included: "1000",
      includedPerSeat: "0",
      price: {
        model: "graduated",
        tiers: [
          { upTo: "5000", unitAmountMinor: "10", flatAmountMinor: "0" },
          { upTo: null, unitAmountMinor: "6", flatAmountMinor: "0" },
        ],
      },
      capMinor: null,
      minimumMinor: "500",
    },
  ],
};
const paths = negotiableFields(plan).flatMap(({ fields }) => fields.map(({ path }) => path));

test("names exactly what was agreed otherwise", () => {
  fc.assert(
    fc.property(fc.subarray(paths), (chosen) => {
      const negotiated = written(plan, Object.fromEntries(chosen.map((path) => [path, "123"])));
      expect(agreedChanges(plan, negotiated).map(({ field }) => field.path)).toEqual(chosen);
    }),
  );
});

test("leaving a component out moves the others, but does not change them", () => {
  const [, calls] = plan.components;
  if (!calls) throw new Error("the plan has calls");
  const without = written({ ...plan, components: [calls] }, { "components.0.included": "2000" });
  expect(agreedChanges(plan, without)).toMatchObject([
    { field: { path: "components.1.included" }, published: "1000", agreed: "2000" },
  ]);
});

test("the yearly price does not matter to a monthly payer, nor the monthly price to a yearly one", () => {
  const changes = agreedChanges(
    plan,
    written(plan, {
      "components.0.amountMinor.month": "1",
      "components.0.amountMinor.year": "2",
      "limits.registeredRps": null,
    }),
  );
  const agreedFor = (interval: "month" | "year") =>
    changes.filter((change) => concernsInterval(change, interval)).map(({ agreed }) => agreed);
  expect(agreedFor("month")).toEqual(["1", null]);
  expect(agreedFor("year")).toEqual(["2", null]);
});
