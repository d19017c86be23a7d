import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Id } from "@/lib/domain/ids";
import type { ReverseChargeRuling } from "@/lib/domain/tax/reverse-charge";
import type { Day } from "@/lib/domain/time/day-span";
import { instant, tenantId, tenantPolicies } from "./access";

/** What staff said of a tenant's reverse charge, from a day on until its next row. Without a row its VAT number decides. */
export const reverseChargeRulings = pgTable(
  "reverse_charge_rulings",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    fromDay: text("from_day").$type<Day>().notNull(),
    ruling: text("ruling").$type<ReverseChargeRuling>().notNull(),
    /** Why, for those who look after the tenant; empty if its VAT number decides again. */
    reason: text("reason").notNull(),
    setByName: text("set_by_name").notNull(),
    setAt: instant("set_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.fromDay] }),
    ...tenantPolicies("reverse_charge_rulings", table.tenantId),
  ],
);
