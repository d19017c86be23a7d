import { createRateLimit, type RateLimit } from "@/lib/http/rate-limit";

type Limits = { perAddress: RateLimit; perCaller: RateLimit };

/** Five links at once to one address and then one a minute; twenty askings at once from one caller and then six a minute. */
export const linkLimits = (): Limits => ({
  perAddress: createRateLimit({ burst: 5, perSecond: 1 / 60 }),
  perCaller: createRateLimit({ burst: 20, perSecond: 1 / 10 }),
});

/** One set per process, also where bundles load this module more than once. */
const holder = globalThis as typeof globalThis & { chobaLinkLimits?: Limits };

/** What is typed into the sign-in form, as far as it can be an address of mail (RFC 5321: 254 characters). */
const addressShape = /^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/;
const isMailAddress = (text: string): boolean => text.length <= 254 && addressShape.test(text.trim());

/**
 * Whether a sign-in link may be asked for now. The same for known and unknown addresses, so the answer tells nothing
 * about who has an account; a mailbox cannot be flooded, and nobody can try addresses by the thousand.
 */
export function judgeLinkRequest(
  request: { email: string; caller: string; now: Date },
  limits: Limits = sharedLimits(),
): "welcome" | "no_address" | "too_many" {
  const { email, caller, now } = request;
  if (limits.perCaller.take(caller, now) > 0) return "too_many";
  if (!isMailAddress(email)) return "no_address";
  return limits.perAddress.take(email.trim().toLowerCase(), now) > 0 ? "too_many" : "welcome";
}

function sharedLimits(): Limits {
  holder.chobaLinkLimits ??= linkLimits();
  return holder.chobaLinkLimits;
}
