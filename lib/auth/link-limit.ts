import { readMailAddress } from "@/lib/http/mail-address";
import { createRateLimit, type RateLimit } from "@/lib/http/rate-limit";

type Limits = { perAddress: RateLimit; perCaller: RateLimit };

/**
 * For one address: five links at once, then one a minute. For one caller: twenty requests at once, then six a
 * minute.
 */
export const linkLimits = (): Limits => ({
  perAddress: createRateLimit({ burst: 5, perSecond: 1 / 60 }),
  perCaller: createRateLimit({ burst: 20, perSecond: 1 / 10 }),
});

/** One set per process, even if bundles load this module more than once. */
const holder = globalThis as typeof globalThis & { chobaLinkLimits?: Limits };

/**
 * Decides whether a sign-in link may be requested now. The response is the same for known and unknown
 * addresses, so it does not reveal who has an account. Nobody can flood a mailbox or try thousands of
 * addresses.
 */
export function judgeLinkRequest(
  request: { email: string; caller: string; now: Date },
  limits: Limits = sharedLimits(),
): "welcome" | "no_address" | "too_many" {
  const { email, caller, now } = request;
  if (limits.perCaller.take(caller, now) > 0) return "too_many";
  const address = readMailAddress(email);
  if (address === null) return "no_address";
  return limits.perAddress.take(address.toLowerCase(), now) > 0 ? "too_many" : "welcome";
}

function sharedLimits(): Limits {
  holder.chobaLinkLimits ??= linkLimits();
  return holder.chobaLinkLimits;
}
