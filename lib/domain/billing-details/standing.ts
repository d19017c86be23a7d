import { missingAddressParts } from "./address/read-address";
import type { BillingDetails } from "./billing-details";
import type { DetailField } from "./fields";

/** Who entered a field: somebody of the tenant, the desk on its behalf, Stripe's pages, or Choba itself. */
export type EnteredFrom = "tenant" | "sales" | "stripe" | "choba";

/** Who entered a field and, where the desk did, who of the tenant confirmed it. */
export type FieldStanding = {
  field: DetailField;
  from: EnteredFrom;
  by: string;
  at: string;
  confirmed: { by: string; at: string } | null;
};

/** The desk entered it and nobody of the tenant has confirmed it. The memo is the desk's own and waits for nobody. */
export const needsConfirmation = ({
  field,
  from,
  confirmed,
}: Pick<FieldStanding, "field" | "from" | "confirmed">) =>
  from === "sales" && confirmed === null && field !== "memo";

/** What an invoice still needs: parts of the address by its country's form, and the company. */
export type MissingPart = "companyName" | "country" | "postalCode" | "state" | "city" | "line1" | "line2";

export function missingParts(details: BillingDetails | null): MissingPart[] {
  if (!details) return ["companyName", "country"];
  return [...(details.companyName === "" ? (["companyName"] as const) : []), ...missingAddressParts(details)];
}
