import { type SharedLimit, sharedLimit } from "@/lib/db/shared-limit";
import { readMailAddress } from "@/lib/http/mail-address";

type Limits = { perAddress: SharedLimit; perCaller: SharedLimit };

/** For one mailbox five links in five minutes; for one caller twenty requests in two hundred seconds. */
export const linkLimits = (): Limits => ({
  perAddress: sharedLimit("link-address", { most: 5, seconds: 300 }),
  perCaller: sharedLimit("link-caller", { most: 20, seconds: 200 }),
});

const ofThisProcess = linkLimits();

/**
 * Decides whether a sign-in link may be requested now. The response is the same for known and unknown
 * addresses, so it does not reveal who has an account. Nobody can flood a mailbox or try thousands of
 * addresses.
 */
export async function judgeLinkRequest(
  request: { email: string; caller: string },
  limits: Limits = ofThisProcess,
): Promise<"welcome" | "no_address" | "too_many"> {
  const { email, caller } = request;
  if ((await limits.perCaller.take(caller)) > 0) return "too_many";
  const address = readMailAddress(email);
  if (address === null) return "no_address";
  return (await limits.perAddress.take(address.toLowerCase())) > 0 ? "too_many" : "welcome";
}
