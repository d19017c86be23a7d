import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contributionOf } from "./contribution";
import { countOf, merge, type Tally, tallyOf } from "./tally";
import { checkEvent } from "./usage-event";
import { recordedValue } from "./value";

const now = new Date("2026-11-20T03:00:00Z");
const times = { earliest: new Date("2024-11-01T00:00:00Z"), latest: new Date("2026-11-20T03:05:00Z") };
const event = { event_id: "e-1", customer_id: "acme", event_name: "api.call" };

describe("an event", () => {
  test("happened now unless it has a timestamp", () => {
    const at = "2026-11-20T11:00:00.5+09:00";
    expect(checkEvent(event, now, times)).toMatchObject({ ok: true, value: { occurredAt: now } });
    expect(checkEvent({ ...event, timestamp: at }, now, times)).toMatchObject({
      ok: true,
      value: { occurredAt: new Date("2026-11-20T02:00:00.5Z") },
    });
  });

  test.each([
    [{ event_id: undefined }, "event_id", "required"],
    [{ event_id: 7 }, "event_id", "wrong_type"],
    [{ event_id: "x".repeat(256) }, "event_id", "too_long"],
    [{ event_id: "a\u0000b" }, "event_id", "foreign_id"],
    [{ event_name: "\ud800" }, "event_name", "foreign_id"],
    [{ customer_id: "" }, "customer_id", "required"],
    [{ timestamp: "yesterday" }, "timestamp", "not_an_instant"],
    [{ timestamp: "2026-02-30T00:00:00Z" }, "timestamp", "not_an_instant"],
    [{ timestamp: "2025-02-29T00:00:00Z" }, "timestamp", "not_an_instant"],
    [{ timestamp: "2026-06-00T00:00:00Z" }, "timestamp", "not_an_instant"],
    [{ timestamp: "2026-11-20T03:05:01Z" }, "timestamp", "in_the_future"],
    [{ timestamp: "2024-10-31T23:59:59Z" }, "timestamp", "before_accepted"],
    [{ metadata: [] }, "metadata", "wrong_type"],
    [{ metadata: { bytes: Number.POSITIVE_INFINITY } }, "metadata.bytes", "not_finite"],
    [{ metadata: { nested: {} } }, "metadata.nested", "wrong_type"],
    [{ metadata: { text: "x".repeat(1_001) } }, "metadata.text", "too_long"],
    [
      { metadata: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`p${n}`, n])) },
      "metadata",
      "too_many",
    ],
    [{ colour: "blue" }, "colour", "unknown_field"],
  ])("%j is refused by field and rule", (wrong, field, rule) => {
    expect(checkEvent({ ...event, ...wrong }, now, times)).toMatchObject({
      ok: false,
      errors: [{ field, rule }],
    });
  });
});

describe("a recorded value", () => {
  test.each([
    [12, "12"],
    [0.1, "0.1"],
    [-2.5, "-2.5"],
    [1e-7, "0.0000001"],
    [1.25e-7, "0.000000125"],
    ["9007199254740993", "9007199254740993"],
    [" 7.25 ", "7.25"],
  ])("%j is exactly %s", (property, text) => {
    expect(recordedValue(property)).toEqual({ ok: true, text });
  });

  test.each([
    [1e21, "number_too_long"],
    [2 ** 53 + 2, "number_too_long"],
    [1e-13, "number_too_long"],
    ["1234567890123456789", "number_too_long"],
    ["0.1234567890123", "number_too_long"],
    ["NaN", "not_a_number"],
    ["1e5", "not_a_number"],
    [true, "not_a_number"],
  ])("%j: %s", (property, rule) => {
    expect(recordedValue(property)).toEqual({ ok: false, rule });
  });
});

describe("what an event adds to a unit", () => {
  const rule = {
    eventName: "data",
    filter: [{ property: "region", operator: "is" as const, values: ["eu", "us"] }],
    property: "bytes",
    isUnique: false,
  };
  const added = (properties: Record<string, string | number | boolean>) => contributionOf(rule, properties);

  test("its property's value, if the filter matches", () => {
    expect(added({ region: "eu", bytes: 12 })).toEqual({ value: "12" });
    expect(added({ region: "jp", bytes: 12 })).toBeNull();
    expect(added({ bytes: 12 })).toBeNull();
    expect(added({ region: "us" })).toBeNull();
  });
  test("a value that is no number is the sender's error", () => {
    expect(added({ region: "eu", bytes: "many" })).toEqual({
      error: { field: "metadata.bytes", rule: "not_a_number" },
    });
  });
});

test("tallies merge in any order to the same counts as a plain count", () => {
  const recorded = fc.array(
    fc.record({ value: fc.integer({ min: -1_000, max: 1_000 }), at: fc.integer({ min: 0, max: 20 }) }),
    { minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(recorded, fc.infiniteStream(fc.nat()), (events, chance) => {
      const named = events.map((one, index) => ({ ...one, key: String(index).padStart(3, "0") }));
      const tallies = named.map(({ value, at, key }) => tallyOf(String(value), new Date(at), key));
      while (tallies.length > 1) {
        const [a] = tallies.splice((chance.next().value ?? 0) % tallies.length, 1) as [Tally];
        const [b] = tallies.splice((chance.next().value ?? 0) % tallies.length, 1) as [Tally];
        tallies.push(merge(a, b));
      }
      const [all = null] = tallies;
      const values = named.map(({ value }) => value);
      const newest = [...named].sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1)).at(-1);
      expect(countOf(all, "sum")).toBe(String(values.reduce((a, b) => a + b, 0)));
      expect(countOf(all, "max")).toBe(String(Math.max(...values)));
      expect(countOf(all, "count")).toBe(String(values.length));
      expect(countOf(all, "last")).toBe(String(newest?.value));
    }),
  );
  expect(countOf(null, "max")).toBe("0");
});
