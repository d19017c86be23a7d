import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import type { ConfirmedPrice, OrderKind, OrderState } from "@/lib/domain/license/order";
import { instant, tenantId, tenantPolicies } from "./access";

/** Numbers the reads from Stripe in the order in which they began. */
export const stripeReadSequence = pgSequence("stripe_read_sequence");

/** What each tenant holds now: one row per tenant, Free from the first day (DASH-6). */
export const licenses = pgTable(
  "licenses",
  {
    tenantId: tenantId().$type<Id<"tenant">>().primaryKey(),
    id: text("id").$type<Id<"license">>().notNull(),
    planVersionId: text("plan_version_id").$type<Id<"planVersion">>().notNull(),
    /** Null on a plan that costs nothing. */
    interval: text("interval").$type<PaidInterval>(),
    periodStart: instant("period_start").notNull(),
    /** Null: it has no end (Free). */
    periodEnd: instant("period_end"),
    /** False once the payer has stopped the automatic renewal. */
    renews: boolean("renews").notNull().default(true),
    /** `due` and `overdue`: an invoice was sent and is not paid, within its days or after them. */
    payment: text("payment")
      .$type<"paid" | "failed" | "authentication_needed" | "due" | "overdue">()
      .notNull()
      .default("paid"),
    /** Stripe's hosted invoice page, where the payer pays what is due. */
    dueInvoiceUrl: text("due_invoice_url"),
    stripeSubscriptionId: text("stripe_subscription_id").unique(),
    /** The number of the newest read from Stripe that has been applied. An older read that arrives later is dropped. */
    appliedSequence: bigint("applied_sequence", { mode: "bigint" }).notNull().default(sql`0`),
    /** The plan of the paid license that ended last, while the tenant is back on Free. */
    endedPlanVersionId: text("ended_plan_version_id").$type<Id<"planVersion">>(),
    endedAt: instant("ended_at"),
  },
  (table) => [
    index("licenses_by_plan").on(table.planVersionId),
    index("licenses_by_end").on(table.periodEnd),
    index("licenses_unpaid").on(table.payment).where(sql`${table.payment} <> 'paid'`),
    ...tenantPolicies("licenses", table.tenantId),
  ],
);

/** The history of licenses: which plan version held from when to when. Usage is rated from it. */
export const licenseTerms = pgTable(
  "license_terms",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: text("id").$type<Id<"licenseTerm">>().notNull(),
    licenseId: text("license_id").$type<Id<"license">>().notNull(),
    planVersionId: text("plan_version_id").$type<Id<"planVersion">>().notNull(),
    interval: text("interval").$type<PaidInterval>(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("license_terms_one_open").on(table.tenantId).where(sql`${table.endsAt} is null`),
    ...tenantPolicies("license_terms", table.tenantId),
  ],
);

/** A change that the payer has confirmed, with the confirmed amounts. A tenant has at most one open order. */
export const orders = pgTable(
  "orders",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: text("id").$type<Id<"order">>().notNull(),
    kind: text("kind").$type<OrderKind>().notNull(),
    state: text("state").$type<OrderState>().notNull(),
    planVersionId: text("plan_version_id").$type<Id<"planVersion">>().notNull(),
    interval: text("interval").$type<PaidInterval>().notNull(),
    promised: jsonb("promised").$type<ConfirmedPrice>().notNull(),
    stripeCheckoutSessionId: text("stripe_checkout_session_id"),
    checkoutUrl: text("checkout_url"),
    stripeSubscriptionId: text("stripe_subscription_id"),
    stripeInvoiceId: text("stripe_invoice_id"),
    hostedInvoiceUrl: text("hosted_invoice_url"),
    /** Why the order failed or waits, as Stripe's code (`card_declined`, `authentication_required` …). */
    reason: text("reason"),
    orderedBy: text("ordered_by").$type<Id<"user">>().notNull(),
    createdAt: instant("created_at").notNull(),
    closedAt: instant("closed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("orders_one_open").on(table.tenantId).where(sql`${table.closedAt} is null`),
    index("orders_by_subscription").on(table.stripeSubscriptionId),
    ...tenantPolicies("orders", table.tenantId),
  ],
);

/**
 * A change that takes effect with the next period and can be cancelled until then. A tenant has at most one
 * open.
 */
export const reservations = pgTable(
  "reservations",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: text("id").$type<Id<"reservation">>().notNull(),
    state: text("state")
      .$type<"requested" | "reserved" | "releasing" | "applied" | "cancelled" | "failed">()
      .notNull(),
    planVersionId: text("plan_version_id").$type<Id<"planVersion">>().notNull(),
    interval: text("interval").$type<PaidInterval>().notNull(),
    effectiveAt: instant("effective_at").notNull(),
    /**
     * `schedule`: Stripe's subscription schedule changes the price at the period's end. `successor`: the
     * yearly subscription ends and Choba starts a monthly one, anchored to day 1 with its first partial month
     * prorated.
     */
    method: text("method").$type<"schedule" | "successor">().notNull(),
    stripeScheduleId: text("stripe_schedule_id"),
    reservedBy: text("reserved_by").$type<Id<"user">>().notNull(),
    createdAt: instant("created_at").notNull(),
    closedAt: instant("closed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("reservations_one_open").on(table.tenantId).where(sql`${table.closedAt} is null`),
    ...tenantPolicies("reservations", table.tenantId),
  ],
);
