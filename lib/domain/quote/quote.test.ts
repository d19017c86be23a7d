import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isDay,
  lastDayOf,
  type QuoteAction,
  quoteNumber,
  quoteStates,
  stateAfter,
  stateAt,
  validityEnd,
  wholeMonths,
} from "./quote";

const actions: QuoteAction[] = [
  "send",
  "accept",
  "accept_on_paper",
  "decline",
  "expire",
  "withdraw",
  "replace",
];

describe("the states of a quote", () => {
  test("change as written out here, and in no other way", () => {
    const table = Object.fromEntries(
      quoteStates.map((state) => [
        state,
        actions.map((action) => stateAfter(state, action) ?? "·").join(" "),
      ]),
    );
    expect(table).toEqual({
      draft: "sent · · · · withdrawn ·",
      sent: "· accepted accepted declined expired withdrawn replaced",
      accepted: "· · · · · · ·",
      declined: "· · · · · · ·",
      expired: "· · accepted · · withdrawn replaced",
      withdrawn: "· · · · · · ·",
      replaced: "· · · · · · ·",
    });
  });

  test("no state leads back to a draft, and an accepted, declined, withdrawn or replaced quote stays so", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...actions), { maxLength: 20 }), (path) => {
        let state: (typeof quoteStates)[number] = "draft";
        for (const action of path) {
          const next = stateAfter(state, action);
          if (next === null) continue;
          expect(next).not.toBe("draft");
          expect(["accepted", "declined", "withdrawn", "replaced"]).not.toContain(state);
          state = next;
        }
      }),
    );
  });
});

describe("validity", () => {
  test("lasts until the end of the day in the tenant's zone", () => {
    expect(validityEnd("2026-12-20", "Asia/Tokyo").toISOString()).toBe("2026-12-20T15:00:00.000Z");
    expect(validityEnd("2026-12-20", "America/Los_Angeles").toISOString()).toBe("2026-12-21T08:00:00.000Z");
  });

  test("ends at that instant, whether it has been recorded or not; an accepted or declined quote stays so", () => {
    const validBefore = validityEnd("2026-12-20", "Asia/Tokyo");
    const lastMoment = new Date(validBefore.getTime() - 1);
    expect(stateAt({ state: "sent", validBefore }, lastMoment)).toBe("sent");
    expect(stateAt({ state: "sent", validBefore }, validBefore)).toBe("expired");
    expect(stateAt({ state: "accepted", validBefore }, validBefore)).toBe("accepted");
    expect(stateAt({ state: "draft", validBefore: null }, validBefore)).toBe("draft");
  });
});

test("numbers are counted by year", () => {
  expect(quoteNumber(2026, 1)).toBe("Q-2026-0001");
  expect(quoteNumber(2027, 12_345)).toBe("Q-2027-12345");
});

describe("days of a contract", () => {
  test("a year from 1 December ends on 30 November", () => {
    expect(lastDayOf("2026-12-01", 12)).toBe("2027-11-30");
    expect(wholeMonths({ startsOn: "2026-12-01", endsOn: "2027-11-30" })).toBe(12);
    expect(wholeMonths({ startsOn: "2026-12-01", endsOn: "2027-11-29" })).toBeNull();
  });

  test("a contract from the first of any month: last day and length agree", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 60 }), (month, months) => {
        const startsOn = `2026-${String(month).padStart(2, "0")}-01`;
        expect(wholeMonths({ startsOn, endsOn: lastDayOf(startsOn, months) })).toBe(months);
      }),
    );
  });

  test("must exist in the calendar", () => {
    expect(["2026-02-28", "2024-02-29"].every(isDay)).toBe(true);
    expect(["2026-02-29", "2026-2-1", "20261201", "", "2026-12-01T00:00"].some(isDay)).toBe(false);
  });
});
