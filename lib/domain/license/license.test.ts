import { describe, expect, test } from "vitest";
import { misfits } from "./misfits";

describe("what does not fit a smaller plan", () => {
  const limits = { registeredRps: 3, registeredUsers: null, monthlyActiveUsers: 100 };
  test("is named with use and maximum; a use that equals the limit fits", () => {
    expect(misfits(limits, { registeredRps: 4, registeredUsers: 9_999, monthlyActiveUsers: 100 })).toEqual([
      { limit: "registeredRps", used: 4, maximum: 3 },
    ]);
  });
});
