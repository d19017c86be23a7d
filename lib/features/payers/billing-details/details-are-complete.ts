import { type SQL, sql } from "drizzle-orm";
import { billingDetails } from "@/drizzle/schema";

/** True where a joined `billing_details` row has all that an invoice needs; null where there is none. */
export function detailsAreComplete(): SQL<boolean | null> {
  return sql`(${billingDetails.missing} = '[]'::jsonb)`;
}
