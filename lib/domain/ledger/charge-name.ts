import { type Id, isId } from "../ids";

/** By what an invoice names the charge that it carries, in its metadata at Stripe. */
const followUp = ":difference";

/** The name on the invoice of what a charge's own invoice lacked. */
export const followUpName = (chargeId: string): string => `${chargeId}${followUp}`;

export type NamedCharge = { chargeId: Id<"charge">; isFollowUp: boolean };

/** The charge that a name is of; null: it is none of ours. */
export function readChargeName(name: string | null): NamedCharge | null {
  const isFollowUp = name?.endsWith(followUp) ?? false;
  const chargeId = name?.slice(0, isFollowUp ? -followUp.length : undefined) ?? "";
  return isId("charge", chargeId) ? { chargeId, isFollowUp } : null;
}
