import { callStripe } from "./call-stripe";

/** Asks Stripe for the least there is, to learn whether it answers. */
export const probeStripe = (): Promise<unknown> =>
  callStripe((stripe) => stripe.customers.list({ limit: 1 }));
