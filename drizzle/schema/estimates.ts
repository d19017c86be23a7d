import { index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { Id } from "@/lib/domain/ids";
import { instant, internalPolicies } from "./access";
import { exactJson } from "./exact-json";

/**
 * Estimates that were told to somebody, with what they were made from. They belong to no tenant. The same inputs with the
 * same result are one row, whoever asks how often, so a price page that asks again and again adds nothing.
 */
export const estimates = pgTable(
  "estimates",
  {
    /** Made of the inputs and the result: `lib/features/catalog/estimates/keep-estimate.ts`. */
    id: text("id").$type<Id<"estimate">>().primaryKey(),
    inputs: jsonb("inputs").$type<Record<string, unknown>>().notNull(),
    result: exactJson<unknown>("result").notNull(),
    /** As in the audit log. */
    firstToldTo: text("first_told_to").notNull(),
    firstToldAt: instant("first_told_at").notNull(),
    lastToldAt: instant("last_told_at").notNull(),
    times: integer("times").notNull(),
  },
  (table) => [index("estimates_by_age").on(table.lastToldAt), ...internalPolicies("estimates")],
);
