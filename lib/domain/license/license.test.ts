import { describe, expect, test } from "vitest";
import { blank, blankPlan } from "../catalog/blank";
import type { PlanDefinition } from "../catalog/plan";
import { misfits } from "./misfits";

describe("what does not fit a smaller plan", () => {
  const plan: PlanDefinition = {
    ...blankPlan("JPY"),
    limits: { registeredRps: 3, registeredUsers: null },
    components: [
      { ...blank.usage("mau", "mau"), included: "100" },
      { ...blank.seats(), included: 5, inUse: "registered_users" },
    ],
  };
  const use = { registeredRps: 4, registeredUsers: 12, monthlyActiveUsers: 100 };

  test("is named with use and maximum; a use that equals the limit fits", () => {
    expect(misfits(plan, 12, use)).toEqual([{ limit: "registeredRps", used: 4, maximum: 3 }]);
  });

  test("seats are counted only where the plan says so, and never fewer than it includes", () => {
    const fits = { ...use, registeredRps: 0 };
    expect(misfits(plan, 11, fits)).toEqual([{ limit: "seats", used: 12, maximum: 11 }]);
    expect(misfits(plan, 0, { ...fits, registeredUsers: 5 })).toEqual([]);
    const uncounted = { ...plan, components: [{ ...blank.seats(), included: 5 }] };
    expect(misfits(uncounted, 5, fits)).toEqual([]);
  });
});
