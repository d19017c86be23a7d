import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { sharedPolicies } from "./access";

/** One row: in whose months the seller keeps its books. */
export const bookSettings = pgTable(
  "book_settings",
  { id: integer("id").primaryKey(), timeZone: text("time_zone").notNull() },
  () => sharedPolicies("book_settings"),
);
