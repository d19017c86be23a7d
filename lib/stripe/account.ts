import { env } from "@/lib/env";
import { callStripe } from "./call-stripe";

/** The account to which the key belongs. Test mode and live mode are two worlds of one account. */
export type AccountFacts = { accountId: string; isLive: boolean };

export async function readAccount(): Promise<AccountFacts> {
  const { id } = await callStripe((stripe) => stripe.accounts.retrieveCurrent());
  return { accountId: id, isLive: env().STRIPE_SECRET_KEY?.includes("_live_") ?? false };
}
