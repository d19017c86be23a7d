import { integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { sharedPolicies } from "./access";

/** One row: how unpaid invoices are collected. */
export const collectionSettings = pgTable(
  "collection_settings",
  {
    id: integer("id").primaryKey(),
    retryDays: jsonb("retry_days").$type<number[]>().notNull(),
    limitAfterDays: integer("limit_after_days"),
    endAfterDays: integer("end_after_days"),
    atEnd: text("at_end").$type<"free" | "suspended">().notNull(),
  },
  () => sharedPolicies("collection_settings"),
);
