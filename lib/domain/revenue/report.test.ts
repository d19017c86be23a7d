import fc from "fast-check";
import { expect, test } from "vitest";
import { type HeldLicense, revenueByMonth } from "./report";

const now = new Date("2026-11-20T03:00:00Z");
const at = (text: string) => new Date(text);
const license = (
  tenantId: string,
  from: string,
  to: string | null,
  monthlyMinor: bigint,
  planKey = "starter",
) => ({
  tenantId,
  planKey,
  timeZone: "Asia/Tokyo",
  startsAt: at(from),
  endsAt: to === null ? null : at(to),
  monthlyMinor,
});
const window = { last: "2026-11", months: 3, now };

test("a tenant that begins, grows, leaves and comes back, month by month", () => {
  const months = revenueByMonth(
    [
      license("a", "2026-09-10T00:00:00Z", "2026-10-05T00:00:00Z", 5_000n),
      license("a", "2026-10-05T00:00:00Z", null, 12_000n, "business"),
      license("b", "2026-07-01T00:00:00Z", "2026-10-20T00:00:00Z", 5_000n),
      license("b", "2026-11-02T00:00:00Z", null, 4_000n),
    ],
    window,
  );
  expect(months).toMatchObject([
    { month: "2026-09", mrrMinor: 10_000n, newMinor: 5_000n, newTenants: 1, tenants: 2, churnedMinor: 0n },
    { month: "2026-10", mrrMinor: 12_000n, expandedMinor: 7_000n, churnedMinor: 5_000n, churnedTenants: 1 },
    { month: "2026-11", mrrMinor: 16_000n, newMinor: 0n, returnedMinor: 4_000n, returnedTenants: 1 },
  ]);
  expect(months.at(-1)?.plans).toEqual([
    { planKey: "business", tenants: 1, mrrMinor: 12_000n },
    { planKey: "starter", tenants: 1, mrrMinor: 4_000n },
  ]);
});

test("a month ends in the tenant's own zone: what begins at 00:00 on the 1st in Tokyo is not in the month before", () => {
  const months = revenueByMonth([license("a", "2026-10-31T15:00:00Z", null, 5_000n)], window);
  expect(months.map(({ mrrMinor }) => mrrMinor)).toEqual([0n, 0n, 5_000n]);
});

test("what will begin later is not in the running month yet, and what has ended in it no more", () => {
  const months = revenueByMonth(
    [
      license("a", "2026-11-25T00:00:00Z", null, 5_000n),
      license("b", "2026-10-01T00:00:00Z", "2026-11-19T00:00:00Z", 3_000n),
    ],
    window,
  );
  expect(months.at(-1)).toMatchObject({ mrrMinor: 0n, churnedMinor: 3_000n, tenants: 0 });
});

const stretches = fc.array(
  fc.record({
    tenant: fc.integer({ min: 1, max: 4 }),
    day: fc.integer({ min: 0, max: 500 }),
    days: fc.option(fc.integer({ min: 1, max: 200 }), { nil: null }),
    minor: fc.bigInt({ min: 0n, max: 90_000n }),
  }),
  { maxLength: 12 },
);

/** One license after the other for each tenant, as the history keeps them. */
function histories(drawn: typeof stretches extends fc.Arbitrary<infer T> ? T : never): HeldLicense[] {
  const day = (n: number) => new Date(Date.UTC(2025, 8, 1) + n * 86_400_000);
  return drawn
    .toSorted((a, b) => a.day - b.day)
    .map(({ tenant, day: start, days, minor }, index, all) => {
      const next = all.slice(index + 1).find((each) => each.tenant === tenant);
      const ends = days === null ? null : start + days;
      const end = next && (ends === null || ends > next.day) ? next.day : ends;
      return {
        ...license(String(tenant), "2026-01-01T00:00:00Z", null, minor),
        startsAt: day(start),
        endsAt: end === null ? null : day(end),
      };
    });
}

test("law: each month is the one before it with its movements, and the plans sum to it", () => {
  fc.assert(
    fc.property(stretches, (drawn) => {
      const months = revenueByMonth(histories(drawn), { ...window, months: 12 });
      for (const [index, month] of months.entries()) {
        expect(month.plans.reduce((sum, { mrrMinor }) => sum + mrrMinor, 0n)).toBe(month.mrrMinor);
        const before = months[index - 1];
        if (!before) continue;
        const gained = month.newMinor + month.returnedMinor + month.expandedMinor;
        expect(month.mrrMinor).toBe(before.mrrMinor + gained - month.contractedMinor - month.churnedMinor);
        const joined = month.newTenants + month.returnedTenants;
        expect(month.tenants).toBe(before.tenants + joined - month.churnedTenants);
      }
    }),
    { numRuns: 1_000 },
  );
});
