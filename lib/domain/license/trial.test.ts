import { describe, expect, test } from "vitest";
import { offerTrial, type TrialAsked } from "./trial";

const asked: TrialAsked = { day: "2026-11-16", trialDays: 14, running: null, isPaid: false, had: null };
const running = { from: "2026-11-10", end: "2026-11-24", isSamePlan: false };

describe("from Free", () => {
  test("14 days from 16 November are free, and 30 November is the first day that is paid", () => {
    expect(offerTrial(asked)).toEqual({ end: "2026-11-30", refused: null });
  });

  test("a plan without a trial has none", () => {
    expect(offerTrial({ ...asked, trialDays: 0 })).toEqual({ end: null, refused: null });
  });

  test("who tried or paid for the plan gets none, and is told why", () => {
    expect(offerTrial({ ...asked, had: "trial" })).toEqual({ end: null, refused: "had_trial" });
    expect(offerTrial({ ...asked, had: "license" })).toEqual({ end: null, refused: "had_license" });
  });
});

test("whoever pays for another plan gets none, and nothing is said of it", () => {
  expect(offerTrial({ ...asked, isPaid: true, had: "trial" })).toEqual({ end: null, refused: null });
});

describe("during a trial", () => {
  test("more of the same plan keeps its end, also if a newer version has no trial", () => {
    const same = { ...asked, trialDays: 0, running: { ...running, isSamePlan: true } };
    expect(offerTrial(same)).toEqual({ end: "2026-11-24", refused: null });
  });

  test("another plan keeps the end as well: changing does not make a trial longer", () => {
    expect(offerTrial({ ...asked, trialDays: 30, running })).toEqual({ end: "2026-11-24", refused: null });
  });

  test("a plan with a shorter trial is tried no longer than that", () => {
    expect(offerTrial({ ...asked, trialDays: 10, running })).toEqual({ end: "2026-11-20", refused: null });
  });

  test("if that is over, or the plan has none or was had before, it is paid from today on", () => {
    expect(offerTrial({ ...asked, trialDays: 6, running })).toEqual({ end: null, refused: "ends_now" });
    expect(offerTrial({ ...asked, trialDays: 0, running })).toEqual({ end: null, refused: "ends_now" });
    expect(offerTrial({ ...asked, running, had: "license" })).toEqual({ end: null, refused: "had_license" });
  });
});
