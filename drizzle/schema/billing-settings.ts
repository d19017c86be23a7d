import { integer, jsonb, pgTable } from "drizzle-orm/pg-core";
import { sharedPolicies } from "./access";

/** One row: when usage is billed, and what becomes of it when it is counted anew later. */
export const billingSettings = pgTable(
  "billing_settings",
  {
    id: integer("id").primaryKey(),
    graceHours: integer("grace_hours").notNull(),
    correctionDays: integer("correction_days").notNull(),
    /** Minor units by currency. */
    atOnceMinor: jsonb("at_once_minor").$type<Record<string, string>>().notNull(),
    leastMinor: jsonb("least_minor").$type<Record<string, string>>().notNull(),
  },
  () => sharedPolicies("billing_settings"),
);
