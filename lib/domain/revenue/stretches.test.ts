import fc from "fast-check";
import { expect, test } from "vitest";
import { stretchesOf } from "./stretches";

const at = (text: string) => new Date(text);
const term = {
  startsAt: at("2026-01-31T00:00:00Z"),
  endsAt: null,
  interval: "month" as const,
  timeZone: "UTC",
};
const agreed = (from: string, to: string | null, months: number | null = null) => ({
  startsAt: at(from),
  endsAt: to === null ? null : at(to),
  discount: months === null ? null : { months },
});
const seen = (stretches: ReturnType<typeof stretchesOf>) =>
  stretches.map(({ startsAt, agreement, monthsBefore }) => ({
    from: startsAt.toISOString().slice(0, 10),
    agreed: agreement?.startsAt.toISOString().slice(0, 10) ?? null,
    monthsBefore,
  }));

test("a term is divided where a contract follows another and where a contract ends", () => {
  const contracts = [agreed("2026-05-10", null), agreed("2026-01-31", "2026-03-01")];
  expect(seen(stretchesOf(term, contracts))).toEqual([
    { from: "2026-01-31", agreed: "2026-01-31", monthsBefore: 0 },
    { from: "2026-03-01", agreed: null, monthsBefore: 0 },
    { from: "2026-05-10", agreed: "2026-05-10", monthsBefore: 0 },
  ]);
});

test("a discount for one month ends a month after the contract's start, also from the 31st", () => {
  expect(seen(stretchesOf(term, [agreed("2026-01-31", null, 1)]))).toEqual([
    { from: "2026-01-31", agreed: "2026-01-31", monthsBefore: 0 },
    { from: "2026-02-28", agreed: "2026-01-31", monthsBefore: 1 },
  ]);
});

test("on yearly invoices it lasts for the years that begin within its months", () => {
  const yearly = { ...term, interval: "year" as const };
  expect(seen(stretchesOf(yearly, [agreed("2026-01-31", null, 15)]))).toEqual([
    { from: "2026-01-31", agreed: "2026-01-31", monthsBefore: 0 },
    { from: "2028-01-31", agreed: "2026-01-31", monthsBefore: 24 },
  ]);
});

test("law: the spans follow each other from the term's start to its end", () => {
  const day = fc.integer({ min: 0, max: 900 }).map((n) => new Date(Date.UTC(2025, 5, 1) + n * 86_400_000));
  const contract = fc.record({
    startsAt: day,
    endsAt: fc.option(day, { nil: null }),
    discount: fc.option(fc.record({ months: fc.option(fc.integer({ min: 1, max: 30 }), { nil: null }) }), {
      nil: null,
    }),
  });
  fc.assert(
    fc.property(fc.array(contract, { maxLength: 5 }), fc.boolean(), (contracts, isOpen) => {
      const held = { ...term, endsAt: isOpen ? null : at("2026-12-15T00:00:00Z") };
      const parts = stretchesOf(held, contracts);
      expect(parts[0]?.startsAt).toEqual(held.startsAt);
      expect(parts.at(-1)?.endsAt).toEqual(held.endsAt);
      for (const [index, part] of parts.slice(1).entries()) {
        expect(parts[index]?.endsAt).toEqual(part.startsAt);
        expect(part.startsAt.getTime()).toBeGreaterThan(parts[index]?.startsAt.getTime() ?? 0);
      }
    }),
  );
});
