import { integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant, sharedPolicies } from "./access";

/** Months whose invoices were exported to the books. They are locked: what is corrected later is dated after them. */
export const bookedMonths = pgTable(
  "booked_months",
  {
    /** `YYYY-MM`. */
    month: text("month").primaryKey(),
    invoices: integer("invoices").notNull(),
    /** What they were issued for, by currency in minor units. */
    totalsMinor: jsonb("totals_minor").$type<Record<string, string>>().notNull(),
    bookedBy: text("booked_by").notNull(),
    bookedAt: instant("booked_at").notNull(),
  },
  () => sharedPolicies("booked_months"),
);
