import { type SQL, sql } from "drizzle-orm";
import { billingDetails } from "@/drizzle/schema";
import { neededBillingDetails } from "@/lib/domain/billing-details/complete";

/** `isComplete` as a condition on a joined `billing_details` row; false where there is none. */
export function detailsAreComplete(): SQL<boolean> {
  const filled = neededBillingDetails.map(
    (field) => sql`btrim(coalesce(${billingDetails.details}->>${field}, '')) <> ''`,
  );
  return sql`(${sql.join(filled, sql` and `)})`;
}
