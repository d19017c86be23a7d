import { sql } from "drizzle-orm";
import { boolean, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { DecimalText } from "@/lib/domain/catalog/component";
import type { Id } from "@/lib/domain/ids";
import type { OnDemandCharge } from "@/lib/domain/on-demand/on-demand-lines";
import type { Day } from "@/lib/domain/time/day-span";
import { instant, tenantId, tenantPolicies } from "./access";
import { exactJson } from "./exact-json";

/** Single amounts that staff or the SaaS's servers charge. Until it is billed, a charge can be withdrawn. */
export const onDemandCharges = pgTable(
  "on_demand_charges",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: text("id").$type<Id<"onDemandCharge">>().notNull(),
    state: text("state").$type<"pending" | "billed" | "withdrawn">().notNull(),
    /** As it was priced when it was made. Later changes of the catalog do not matter. */
    charge: exactJson<OnDemandCharge>("charge").notNull(),
    /** The first day of the month that it belongs to, whose price list includes some of it. */
    monthFrom: text("month_from").$type<Day>().notNull(),
    component: text("component"),
    /** How much of it was included, once it is billed. */
    includedQuantity: text("included_quantity").$type<DecimalText>(),
    /** Billed at once instead of on the next invoice. */
    isNow: boolean("is_now").notNull(),
    /** Why it was charged, for staff. */
    reason: text("reason").notNull(),
    /** The caller's own id of it: the same id again is the same charge. */
    externalId: text("external_id"),
    /** What the SaaS's own servers keep with it. */
    metadata: jsonb("metadata").$type<Record<string, string>>().notNull().default({}),
    /** The name of who made it, as in the audit log. */
    chargedBy: text("charged_by").notNull(),
    createdAt: instant("created_at").notNull(),
    chargeId: text("charge_id").$type<Id<"charge">>(),
    closedAt: instant("closed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("on_demand_charges_once").on(table.tenantId, table.externalId),
    index("on_demand_charges_by_month").on(table.tenantId, table.monthFrom),
    index("on_demand_charges_pending").on(table.tenantId).where(sql`${table.state} = 'pending'`),
    ...tenantPolicies("on_demand_charges", table.tenantId),
  ],
);
