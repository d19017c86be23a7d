import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Id } from "@/lib/domain/ids";
import { instant, tenantId, tenantPolicies } from "./access";

/**
 * Manual changes in Stripe that are in the log already. Events repeat, and several can be about one change.
 * The key names the change (`refund:re_…`), so that it is written once.
 */
export const manualChanges = pgTable(
  "manual_changes",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    key: text("key").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.key] }),
    // Whether anybody's log has it.
    index("manual_changes_by_key").on(table.key),
    ...tenantPolicies("manual_changes", table.tenantId),
  ],
);
