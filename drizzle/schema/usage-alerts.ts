import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Id } from "@/lib/domain/ids";
import type { Day } from "@/lib/domain/time/day-span";
import { instant, tenantId, tenantPolicies } from "./access";

/** From where on a tenant is told what it uses, and when that is looked at next. One row for each tenant. */
export const usageAlerts = pgTable(
  "usage_alerts",
  {
    tenantId: tenantId().$type<Id<"tenant">>().primaryKey(),
    /** Percent of an allowance, ascending. */
    percents: integer("percents").array().notNull().default(sql`'{50,80,100}'`),
    /** Amounts of a month's cost in the tenant's currency, as minor units, ascending. */
    amountsMinor: text("amounts_minor").array().notNull().default(sql`'{}'`),
    /** The worker looks at those whose time has come: the nearer to a threshold, the sooner again. */
    checkAt: instant("check_at").notNull(),
  },
  (table) => [
    index("usage_alerts_by_check").on(table.checkAt),
    ...tenantPolicies("usage_alerts", table.tenantId),
  ],
);

/** What was reached in a month and told. Each threshold is told once a month. */
export const usageAlertsReached = pgTable(
  "usage_alerts_reached",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    /** The month's first day, in the tenant's zone. */
    monthFrom: text("month_from").$type<Day>().notNull(),
    /** `component:calls`, or `cost`. */
    subject: text("subject").notNull(),
    /** Percent, or minor units of the tenant's currency. */
    threshold: text("threshold").notNull(),
    reachedAt: instant("reached_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.monthFrom, table.subject, table.threshold] }),
    ...tenantPolicies("usage_alerts_reached", table.tenantId),
  ],
);
