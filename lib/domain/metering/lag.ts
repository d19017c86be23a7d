/**
 * Upper ends, in seconds, of the steps that group events by how late they arrived. Beyond the last one there
 * is no end.
 */
const lagSteps = [1, 2, 5, 10, 30, 60, 300, 900, 3_600, 21_600, 86_400, 604_800] as const;

/** The step of a lag, by its upper end in seconds; empty beyond the last one. */
export const lagStep = (lagMs: number): string =>
  String(lagSteps.find((seconds) => lagMs <= seconds * 1_000) ?? "");

/**
 * The step within which half of the events arrived, as its upper end in seconds: "half arrived within 2
 * seconds". Null without events, and if half arrived later than the last step.
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
