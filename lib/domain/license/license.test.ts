import { describe, expect, test } from "vitest";
import { classifyChange } from "./classify-change";
import { misfits } from "./misfits";

const free = { planVersionId: "pv_free", rank: 0, interval: null };
const businessMonthly = { planVersionId: "pv_business", rank: 2, interval: "month" as const };
const businessYearly = { planVersionId: "pv_business", rank: 2, interval: "year" as const };
const starter = (interval: "month" | "year") => ({ planVersionId: "pv_starter", rank: 1, interval });
const enterprise = (interval: "month" | "year") => ({ planVersionId: "pv_enterprise", rank: 3, interval });

describe("a change of license", () => {
  test("from Free is a purchase", () => expect(classifyChange(free, starter("month"))).toBe("purchase"));
  test("to a higher plan is an upgrade", () =>
    expect(classifyChange(businessMonthly, enterprise("month"))).toBe("upgrade"));
  test("to yearly payment of the same plan is an upgrade", () =>
    expect(classifyChange(businessMonthly, businessYearly)).toBe("upgrade"));
  test("to a lower plan is a downgrade, even if it is paid yearly", () => {
    expect(classifyChange(businessMonthly, starter("month"))).toBe("downgrade");
    expect(classifyChange(businessMonthly, starter("year"))).toBe("downgrade");
  });
  test("to a shorter interval waits for the end of the paid year, even for a higher plan", () => {
    expect(classifyChange(businessYearly, { ...businessMonthly, interval: "month" })).toBe("downgrade");
    expect(classifyChange(businessYearly, enterprise("month"))).toBe("downgrade");
  });
  test("to the same plan and interval is no change", () =>
    expect(classifyChange(businessYearly, businessYearly)).toBe("same"));
});

describe("what does not fit a smaller plan", () => {
  const limits = { registeredRps: 3, registeredUsers: null, monthlyActiveUsers: 100 };
  test("is named with use and maximum; a use that equals the limit fits", () => {
    expect(misfits(limits, { registeredRps: 4, registeredUsers: 9_999, monthlyActiveUsers: 100 })).toEqual([
      { limit: "registeredRps", used: 4, maximum: 3 },
    ]);
  });
});
