import { expect, test } from "vitest";
import { createRateLimit } from "./rate-limit";

const at = (ms: number) => new Date(1_800_000_000_000 + ms);

test("a burst passes, the rest waits, and the share refills at the stated rate", () => {
  const limit = createRateLimit({ burst: 3, perSecond: 2 });
  expect([1, 2, 3, 4].map(() => limit.take("a", at(0)))).toEqual([0, 0, 0, 1]);
  expect(limit.take("a", at(499))).toBeGreaterThan(0);
  expect([limit.take("a", at(500)), limit.take("a", at(500))]).toEqual([0, 1]);
  expect([1, 2, 3, 4].map(() => limit.take("a", at(60_000)))).toEqual([0, 0, 0, 1]);
});

test("callers do not use up each other's share", () => {
  const limit = createRateLimit({ burst: 1, perSecond: 1 });
  expect([limit.take("a", at(0)), limit.take("b", at(0)), limit.take("a", at(0))]).toEqual([0, 0, 1]);
});

test("a caller who must wait may pass after exactly that time", () => {
  const limit = createRateLimit({ burst: 1, perSecond: 0.1 });
  limit.take("a", at(0));
  const wait = limit.take("a", at(1_500));
  expect(wait).toBe(9);
  expect(limit.take("a", at(1_500 + wait * 1_000))).toBe(0);
});

test("a clock that goes back takes nothing away", () => {
  const limit = createRateLimit({ burst: 2, perSecond: 1 });
  limit.take("a", at(10_000));
  expect([limit.take("a", at(0)), limit.take("a", at(0))]).toEqual([0, 1]);
});

test("a flood of callers does not refill the share of one who has just used it up", () => {
  const limit = createRateLimit({ burst: 1, perSecond: 0.001 });
  for (let n = 0; n < 9_000; n++) limit.take(`early-${n}`, at(0));
  limit.take("a", at(0));
  for (let n = 0; n < 9_000; n++) limit.take(`late-${n}`, at(0));
  expect(limit.take("a", at(0))).toBeGreaterThan(0);
});
