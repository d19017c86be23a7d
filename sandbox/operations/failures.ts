import type { FailureKind, Failures } from "../core/failures";

/** The failures that a person may switch on for a while on the overview: webhooks that go astray, and Stripe away. */
export const SWITCHES = [
  "webhook_drop",
  "webhook_delay",
  "webhook_duplicate",
  "webhook_shuffle",
  "unavailable_503",
  "timeout",
] as const satisfies FailureKind[];
export type Switch = (typeof SWITCHES)[number];

const DELAY_MS = 3000;

export function failureOperations(failures: Failures) {
  return {
    /** Null: until it is switched off. */
    switchFailureOn: (kind: Switch, seconds: number | null): void => {
      failures.add({
        kind,
        match: {},
        times: null,
        delayMs: kind === "webhook_delay" ? DELAY_MS : 0,
        ...(seconds === null ? {} : { untilMs: Date.now() + seconds * 1000 }),
      });
    },
    switchFailuresOff: (): void => failures.clear(),
  };
}
