import { boolean, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Id } from "@/lib/domain/ids";
import type { Day } from "@/lib/domain/time/day-span";
import { instant, tenantId, tenantPolicies } from "./access";

/** Whether a tenant is exempt from tax, from a day on until its next row. Without a row nobody is. */
export const taxExemptions = pgTable(
  "tax_exemptions",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    fromDay: text("from_day").$type<Day>().notNull(),
    isExempt: boolean("is_exempt").notNull(),
    /** Why, as it stands on invoices; empty if the tenant is not exempt. */
    reason: text("reason").notNull(),
    setByName: text("set_by_name").notNull(),
    setAt: instant("set_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.fromDay] }),
    ...tenantPolicies("tax_exemptions", table.tenantId),
  ],
);
