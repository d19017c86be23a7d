/** Upper ends, in seconds, of the steps in which it is told how late events come. Later than the last one: no end. */
const lagSteps = [1, 2, 5, 10, 30, 60, 300, 900, 3_600, 21_600, 86_400, 604_800] as const;

/** The step of a lag, by its upper end in seconds; empty beyond the last one. */
export const lagStep = (lagMs: number): string =>
  String(lagSteps.find((seconds) => lagMs <= seconds * 1_000) ?? "");

/**
 * The step within which half of the events came, as its upper end in seconds: "half came within 2 seconds". Null without
 * events, and where half came later than the last step.
 */
export function medianStep(steps: readonly { step: string; events: number }[]): number | null {
  const total = steps.reduce((sum, { events }) => sum + events, 0);
  let seen = 0;
  for (const seconds of lagSteps) {
    seen += steps.find(({ step }) => step === String(seconds))?.events ?? 0;
    if (total > 0 && seen * 2 >= total) return seconds;
  }
  return null;
}
