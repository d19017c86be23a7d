/** Whether Stripe answers, as this process sees it. `changes` counts how often that changed. */
export type StripeState = { awaySince: Date | null; reason: string | null; changes: number };

/** One state per process, even if bundles load this module more than once. */
const holder = globalThis as typeof globalThis & { chobaStripeState?: StripeState };

export function stripeState(): StripeState {
  holder.chobaStripeState ??= { awaySince: null, reason: null, changes: 0 };
  return holder.chobaStripeState;
}
