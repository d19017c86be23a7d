import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { AtEnd, ContractQuantities, ContractState } from "@/lib/domain/contract/contract";
import type { Id } from "@/lib/domain/ids";
import type { Discount, TaxRate, TaxRounding } from "@/lib/domain/pricing/terms";
import type { Day } from "@/lib/domain/time/day-span";
import { instant, tenantId, tenantPolicies } from "./access";

/** What was agreed with a sales-led tenant. At most one contract holds, and at most one is scheduled. */
export const contracts = pgTable(
  "contracts",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: text("id").$type<Id<"contract">>().notNull(),
    state: text("state").$type<ContractState>().notNull(),
    /** The version that holds: the published one, or the private one that was made from it. */
    planVersionId: text("plan_version_id").$type<Id<"planVersion">>().notNull(),
    /** The published version that the contract is based on. */
    basePlanVersionId: text("base_plan_version_id").$type<Id<"planVersion">>().notNull(),
    /** Why prices or limits differ from the published version; null: they do not. */
    overrideReason: text("override_reason"),
    interval: text("interval").$type<PaidInterval>().notNull(),
    quantities: jsonb("quantities").$type<ContractQuantities>().notNull(),
    discount: jsonb("discount").$type<Discount>(),
    /** As they were when the contract was agreed. Later changes of the catalog do not matter. */
    taxes: jsonb("taxes").$type<TaxRate[]>().notNull().default([]),
    taxRounding: text("tax_rounding").$type<TaxRounding>().notNull().default("half_up"),
    startsAt: instant("starts_at").notNull(),
    /** The agreed end; null: open-ended. */
    endsAt: instant("ends_at"),
    atEnd: text("at_end").$type<AtEnd>().notNull(),
    /** How often it was renewed. */
    renewals: integer("renewals").notNull().default(0),
    termStartsAt: instant("term_starts_at").notNull(),
    termEndsAt: instant("term_ends_at"),
    /** An end that somebody decided; until then it can be cancelled. */
    endingAt: instant("ending_at"),
    endedAt: instant("ended_at"),
    /** The zone in whose days it was agreed. Its instants are midnights there. */
    timeZone: text("time_zone").notNull(),
    /** The first day that is not billed yet, and its midnight; null unless Choba invoices and it has begun. */
    billedUntil: text("billed_until").$type<Day>(),
    billsAt: instant("bills_at"),
    invoicedBy: text("invoiced_by").$type<"stripe_dashboard" | "choba">().notNull(),
    /** Null if invoices are charged to a card, or made in Stripe's dashboard. */
    daysUntilDue: integer("days_until_due"),
    /** Linked by a sales rep where invoices are made in Stripe's dashboard; null: none. */
    stripeSubscriptionId: text("stripe_subscription_id"),
    /** Stripe's last refusal of an invoice of this contract; null: none. */
    stripeProblem: text("stripe_problem"),
    /** The last reminder: how many days before which end of the contract it was sent. */
    remindedDays: integer("reminded_days"),
    remindedOf: instant("reminded_of"),
    /** The name of the person who agreed it, as in the audit log. */
    agreedBy: text("agreed_by").notNull(),
    agreedAt: instant("agreed_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("contracts_one_active").on(table.tenantId).where(sql`${table.state} = 'active'`),
    uniqueIndex("contracts_one_scheduled").on(table.tenantId).where(sql`${table.state} = 'scheduled'`),
    index("contracts_by_state").on(table.state, table.startsAt),
    index("contracts_to_bill").on(table.billsAt).where(sql`${table.state} = 'active'`),
    index("contracts_by_subscription").on(table.stripeSubscriptionId),
    ...tenantPolicies("contracts", table.tenantId),
  ],
);
