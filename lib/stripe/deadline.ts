import { AsyncLocalStorage } from "node:async_hooks";
import { machineNow } from "@/lib/clock";
import { env } from "@/lib/env";

/** Until when a person's request waits for Stripe, in ms since 1970. It is set by the first call. */
type Deadline = { endsAt: number | null };

/** One storage per process, even if bundles load this module more than once. */
const holder = globalThis as typeof globalThis & {
  chobaStripeDeadlines?: { current: AsyncLocalStorage<Deadline>; ofRequest: WeakMap<object, Deadline> };
};
function deadlines() {
  holder.chobaStripeDeadlines ??= { current: new AsyncLocalStorage(), ofRequest: new WeakMap() };
  return holder.chobaStripeDeadlines;
}

/**
 * Runs what one request does, for which a person waits. However many calls to Stripe that makes, and in however many
 * parts, together they end within STRIPE_DEADLINE_MS of the first one.
 */
export function withinDeadline<T>(request: object, work: () => Promise<T>): Promise<T> {
  const { current, ofRequest } = deadlines();
  if (current.getStore()) return work();
  const deadline = ofRequest.get(request) ?? { endsAt: null };
  ofRequest.set(request, deadline);
  return current.run(deadline, work);
}

/** How long the present request may still wait for Stripe; null: as long as it takes, because nobody waits. */
export function remainingMs(): number | null {
  const deadline = deadlines().current.getStore();
  if (!deadline) return null;
  const now = machineNow().getTime();
  deadline.endsAt ??= now + env().STRIPE_DEADLINE_MS;
  return Math.max(0, deadline.endsAt - now);
}
