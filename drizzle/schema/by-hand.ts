import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Id } from "@/lib/domain/ids";
import { instant, tenantId, tenantPolicies } from "./access";

/**
 * What was done by hand at Stripe and is in the log already: events repeat, and several tell of one act. The key names
 * the act (`refund:re_…`), so that it is written once.
 */
export const handActs = pgTable(
  "hand_acts",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    key: text("key").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.key] }),
    ...tenantPolicies("hand_acts", table.tenantId),
  ],
);
