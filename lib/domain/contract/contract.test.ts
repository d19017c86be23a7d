import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlanDefinition } from "../catalog/plan";
import { compilePlan } from "../pricing/compile";
import { nothingUsed } from "../pricing/quantities";
import { rate } from "../pricing/rate";
import { amountOf, billedEnd, billedParts, firstAnchor } from "./billed-parts";
import { fixedItems } from "./fixed-items";
import { overrideProblems } from "./override-problems";
import { dueReminder, nextStep, renewedEnd, spanProblems } from "./timeline";

const at = (text: string) => new Date(text);
const month = "month" as const;

describe("what comes next", () => {
  const startsAt = at("2026-04-01T00:00:00Z");
  const termEndsAt = at("2027-04-01T00:00:00Z");
  const running = { startsAt, termStartsAt: startsAt, termEndsAt, endingAt: null, atEnd: "free" as const };

  test("an agreed end or a renewal; an earlier end that was decided wins", () => {
    expect(nextStep(running, null)).toEqual({ kind: "end", at: termEndsAt });
    expect(nextStep({ ...running, atEnd: "renew" }, null)).toEqual({ kind: "renew", at: termEndsAt });
    const endingAt = at("2026-10-01T00:00:00Z");
    expect(nextStep({ ...running, endingAt }, null)).toEqual({ kind: "end", at: endingAt });
    expect(nextStep({ ...running, termEndsAt: null }, null)).toBeNull();
  });

  test("a successor that starts at the end takes over without a gap", () => {
    expect(nextStep(running, { startsAt: termEndsAt })).toEqual({ kind: "start", at: termEndsAt });
    const later = { startsAt: at("2027-05-01T00:00:00Z") };
    expect(nextStep(running, later)).toEqual({ kind: "end", at: termEndsAt });
    expect(nextStep(null, later)).toEqual({ kind: "start", at: later.startsAt });
  });
});

test("a renewal lasts as long as the first term: in calendar months if it was whole months, else to the second", () => {
  const tokyo = "Asia/Tokyo";
  const [start, end] = [at("2027-02-28T15:00:00Z"), at("2028-02-29T15:00:00Z")];
  expect(renewedEnd(start, end, 1, tokyo).toISOString()).toBe("2029-02-28T15:00:00.000Z");
  const [odd, oddEnd] = [at("2026-01-01T00:00:00Z"), at("2026-01-11T12:00:00Z")];
  expect(renewedEnd(odd, oddEnd, 2, tokyo).toISOString()).toBe("2026-02-01T12:00:00.000Z");
  const [last, lastEnd] = [at("2026-01-31T00:00:00Z"), at("2026-02-28T00:00:00Z")];
  expect(renewedEnd(last, lastEnd, 1, "UTC").toISOString()).toBe("2026-03-31T00:00:00.000Z");
});

test("a span ends after its start and in the future, and does not reach back into invoiced time", () => {
  const now = at("2026-11-20T00:00:00Z");
  const rules = (startsAt: string, endsAt: string | null, earliest: string | null) =>
    spanProblems(
      { startsAt: at(startsAt), endsAt: endsAt ? at(endsAt) : null },
      earliest ? at(earliest) : null,
      now,
    ).map(({ rule }) => rule);
  expect(rules("2026-01-01", null, null)).toEqual([]);
  expect(rules("2026-12-01", "2026-12-01", null)).toEqual(["ends_before_start"]);
  expect(rules("2026-01-01", "2026-11-01", null)).toEqual(["ends_in_past"]);
  expect(rules("2026-01-01", null, "2026-01-02")).toEqual(["before_earlier_license"]);
  expect(rules("2026-01-02", null, "2026-01-02")).toEqual([]);
});

test("only the nearest reminder that is reached is sent, so a long outage sends one", () => {
  const end = at("2027-01-01T00:00:00Z");
  const before = (days: number) => dueReminder(end, new Date(end.getTime() - days * 86_400_000));
  expect([61, 60, 45, 30, 8, 7, 1, 0, -1].map(before)).toEqual([null, 60, 60, 30, 30, 7, 7, null, null]);
});

describe("what is billed", () => {
  const plan = { unitAmountMinor: "9000", quantity: 1 };

  test("from a start in the past to the next day 1, in whole months from the start", () => {
    const startsAt = at("2026-07-16T12:00:00Z");
    const anchor = firstAnchor(month, startsAt, at("2026-09-10T00:00:00Z"));
    expect(anchor).toEqual(at("2026-10-01T12:00:00Z"));
    const parts = billedParts({ interval: month, startsAt, anchor, until: anchor });
    expect(amountOf(plan, "JPY", parts).minor).toBe(9_000n + 9_000n + 4_500n);
  });

  test("yearly, to the next anniversary, which stays on 29 February in leap years", () => {
    const startsAt = at("2024-02-29T00:00:00Z");
    expect(firstAnchor("year", startsAt, at("2025-03-01T00:00:00Z"))).toEqual(at("2026-02-28T00:00:00Z"));
    expect(firstAnchor("year", startsAt, at("2027-03-01T00:00:00Z"))).toEqual(at("2028-02-29T00:00:00Z"));
  });

  test("whole years of the tenant's calendar end where Stripe's years end; any other end stays as it is", () => {
    const ends = (startsAt: string, endsAt: string, zone: string, interval: "month" | "year" = "year") =>
      billedEnd({ interval, startsAt: at(startsAt) }, at(endsAt), zone).toISOString();
    const [tokyo, angeles] = ["Asia/Tokyo", "America/Los_Angeles"];
    const [leap, leapEnd] = ["2027-02-28T15:00:00Z", "2028-02-29T15:00:00Z"];
    expect(ends(leap, leapEnd, tokyo)).toBe("2028-02-28T15:00:00.000Z");
    expect(ends(leap, leapEnd, "UTC")).toBe("2028-02-29T15:00:00.000Z");
    expect(ends(leap, leapEnd, tokyo, "month")).toBe("2028-02-29T15:00:00.000Z");
    expect(ends("2027-03-14T08:00:00Z", "2029-03-14T07:00:00Z", angeles)).toBe("2029-03-14T08:00:00.000Z");
    expect(ends("2027-03-14T08:00:00Z", "2028-09-14T07:00:00Z", angeles)).toBe("2028-09-14T07:00:00.000Z");
  });

  test("a start in the future is billed from that day", () => {
    const startsAt = at("2027-03-15T00:00:00Z");
    expect(firstAnchor(month, startsAt, at("2026-09-10T00:00:00Z"))).toEqual(at("2027-04-01T12:00:00Z"));
  });

  test("the amounts before and after an instant add up to what was billed, except for rounding", () => {
    const startsAt = at("2026-07-16T12:00:00Z");
    const anchor = at("2026-10-01T12:00:00Z");
    const until = at("2026-12-01T12:00:00Z");
    const parts = billedParts({ interval: month, startsAt, anchor, until });
    const whole = amountOf(plan, "JPY", parts).minor;
    fc.assert(
      fc.property(fc.date({ min: startsAt, max: until, noInvalidDate: true }), (instant) => {
        const back = amountOf(plan, "JPY", parts, instant).minor;
        const kept = amountOf(
          plan,
          "JPY",
          parts.flatMap((part) =>
            part.from >= instant
              ? []
              : [{ ...part, to: new Date(Math.min(part.to.getTime(), instant.getTime())) }],
          ),
        ).minor;
        const difference = whole - back - kept;
        expect(difference >= -1n && difference <= 1n).toBe(true);
      }),
    );
  });
});

const text = (en: string) => ({ en, ja: en });
const both = (amount: string) => ({ month: amount, year: null });
const definition: PlanDefinition = {
  name: text("Team"),
  summary: text(""),
  features: [],
  currency: "JPY",
  limits: { registeredRps: null, registeredUsers: null },
  components: [
    { kind: "base", key: "base", name: text("Base"), amountMinor: both("10000") },
    {
      kind: "seats",
      key: "seats",
      name: text("Seats"),
      unitAmountMinor: both("500"),
      included: 5,
      minimum: 8,
      maximum: null,
    },
    {
      kind: "addon",
      key: "audit",
      name: text("Audit"),
      choice: { type: "switch", amountMinor: both("1500") },
    },
    {
      kind: "addon",
      key: "rooms",
      name: text("Rooms"),
      choice: { type: "quantity", unitAmountMinor: both("300"), included: 2, maximum: null },
    },
    {
      kind: "addon",
      key: "help",
      name: text("Help"),
      choice: {
        type: "one_of",
        options: [
          { key: "mail", name: text("Mail"), amountMinor: both("0") },
          { key: "phone", name: text("Phone"), amountMinor: both("4000") },
        ],
      },
    },
  ],
};

test("the items of a subscription cost what the engine rates for the same quantities", () => {
  const quantities = fc.record({
    seats: fc.nat(50),
    addons: fc.record({
      audit: fc.constantFrom("0", "1"),
      rooms: fc.nat(20).map(String),
      help: fc.constantFrom("mail", "phone"),
    }),
  });
  fc.assert(
    fc.property(quantities, (chosen) => {
      const items = fixedItems(definition, month, chosen);
      const sum = items.reduce(
        (total, item) => total + BigInt(item.unitAmountMinor) * BigInt(item.quantity),
        0n,
      );
      const rated = rate(compilePlan(definition, month), { ...nothingUsed, ...chosen }, undefined, "fixed");
      expect(sum).toBe(rated.subtotalMinor);
    }),
  );
});

test("a negotiation changes prices and leaves components out; it renames and adds nothing", () => {
  const [base, ...others] = definition.components;
  if (base?.kind !== "base") throw new Error("the plan has a base");
  const cheaper = { ...definition, components: [{ ...base, amountMinor: both("1") }] };
  expect(overrideProblems(definition, cheaper)).toEqual([]);
  const renamed = { ...definition, components: [{ ...base, name: text("Fee") }, ...others] };
  expect(overrideProblems(definition, renamed)).toEqual([
    { field: "components.0.name", rule: "not_negotiable" },
  ]);
  const grown = { ...definition, components: [...definition.components, { ...base, key: "more" }] };
  expect(overrideProblems(definition, grown)).toEqual([
    { field: "components.5.key", rule: "not_negotiable" },
  ]);
  expect(overrideProblems(definition, { ...definition, currency: "USD" })).toEqual([
    { field: "currency", rule: "not_negotiable" },
  ]);
});
