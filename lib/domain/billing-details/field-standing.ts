import { missingAddressParts } from "./address/read-address";
import type { BillingDetails } from "./billing-details";
import type { DetailField } from "./fields";

/** Who entered a field: somebody of the tenant, staff on its behalf, Stripe's pages, or Choba itself. */
export type EnteredFrom = "tenant" | "sales" | "stripe" | "choba";

/** Who entered a field and, if staff entered it, who of the tenant confirmed it. */
export type FieldStanding = {
  field: DetailField;
  from: EnteredFrom;
  by: string;
  at: string;
  confirmed: { by: string; at: string } | null;
};

/**
 * True if staff entered the field and nobody of the tenant has confirmed it. The memo is for staff and needs
 * no confirmation.
 */
export const needsConfirmation = ({
  field,
  from,
  confirmed,
}: Pick<FieldStanding, "field" | "from" | "confirmed">) =>
  from === "sales" && confirmed === null && field !== "memo";

/**
 * The standing that most fields share: entered by whom, on which day, and confirmed by whom. It is shown once
 * for all of them, so that a field shows only what differs. Null if no two fields agree. `dayOf` gives the
 * day as the reader sees it.
 */
export function commonStanding(
  entries: readonly FieldStanding[],
  dayOf: (at: string) => string,
): FieldStanding | null {
  const agreeing = entries.map((entry) => entries.filter((other) => agrees(entry, other, dayOf)).length);
  const most = Math.max(0, ...agreeing);
  return most > 1 ? (entries[agreeing.indexOf(most)] ?? null) : null;
}

/** True if both look the same to a reader. The memo needs no confirmation, so it cannot differ in it. */
export function agrees(one: FieldStanding, other: FieldStanding, dayOf: (at: string) => string): boolean {
  if (one.from !== other.from || one.by !== other.by || dayOf(one.at) !== dayOf(other.at)) return false;
  if (other.field === "memo") return true;
  if (one.field === "memo" || !one.confirmed || !other.confirmed)
    return one.field !== "memo" && one.confirmed === other.confirmed;
  return one.confirmed.by === other.confirmed.by && dayOf(one.confirmed.at) === dayOf(other.confirmed.at);
}

/** What an invoice still needs: parts of the address by its country's form, and the company. */
export type MissingPart = "companyName" | "country" | "postalCode" | "state" | "city" | "line1" | "line2";

export function missingParts(details: BillingDetails | null): MissingPart[] {
  if (!details) return ["companyName", "country"];
  return [...(details.companyName === "" ? (["companyName"] as const) : []), ...missingAddressParts(details)];
}
