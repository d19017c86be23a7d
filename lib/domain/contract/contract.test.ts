import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlanDefinition } from "../catalog/plan";
import { compilePlan } from "../pricing/compile";
import { nothingUsed } from "../pricing/quantities";
import { rate } from "../pricing/rate";
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
