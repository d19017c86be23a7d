import { pgTable, text } from "drizzle-orm/pg-core";
import type { Id } from "@/lib/domain/ids";
import { internalPolicies } from "./access";
import { taxRates } from "./catalog";

/** The Stripe tax rate of a tax rate of the catalog, once one was needed there. */
export const stripeTaxRates = pgTable(
  "stripe_tax_rates",
  {
    taxRateId: text("tax_rate_id")
      .$type<Id<"taxRate">>()
      .primaryKey()
      .references(() => taxRates.id),
    stripeTaxRateId: text("stripe_tax_rate_id").notNull().unique(),
  },
  () => internalPolicies("stripe_tax_rates"),
);
