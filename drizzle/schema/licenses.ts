import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { ChangeMode } from "@/lib/domain/catalog/change-mode";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { FoundDiscount } from "@/lib/domain/coupons/found-discount";
import type { Id } from "@/lib/domain/ids";
import type { OrderKind, OrderState } from "@/lib/domain/license/order";
import type { ChargePromise } from "@/lib/domain/promise/charge-promise";
import type { ToldItem } from "@/lib/domain/stripe-differences/compare-subscription";
import type { Day } from "@/lib/domain/time/day-span";
import { instant, tenantId, tenantPolicies } from "./access";
import { exactJson } from "./exact-json";

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
    /** People with a seat; 0 on plans without seats. */
    seats: integer("seats").notNull().default(0),
    /** By component key, as in `Holding`. */
    addons: jsonb("addons").$type<Record<string, string>>().notNull().default({}),
    /** The first day of a yearly license's first year, which fixes its anniversary. */
    yearStart: text("year_start").$type<Day>(),
    /** The first midnight of the running period, or of the day on which the license began within it. */
    periodStart: instant("period_start").notNull(),
    /** The next period's first midnight in the tenant's zone. Null: it has no end (Free). */
    periodEnd: instant("period_end"),
    /** The first midnight that is paid, while the license is a trial: then the running period ends there. */
    trialEnd: instant("trial_end"),
    /** The end of the trial of which the payer has been reminded. */
    trialRemindedOf: instant("trial_reminded_of"),
    /** The end of the yearly period whose renewal the payer was reminded of, and how many days before it. */
    renewalRemindedOf: instant("renewal_reminded_of"),
    renewalRemindedDays: integer("renewal_reminded_days"),
    /** False once the payer has stopped the automatic renewal. */
    renews: boolean("renews").notNull().default(true),
    /** `due` and `overdue`: an invoice was sent and is not paid, within its days or after them. */
    payment: text("payment")
      .$type<"paid" | "failed" | "authentication_needed" | "due" | "overdue">()
      .notNull()
      .default("paid"),
    /** Since when something due is not paid; null: nothing is. */
    unpaidSince: instant("unpaid_since"),
    /** It was not paid for so long that it is suspended: nothing is allowed until it is paid. */
    suspendedAt: instant("suspended_at"),
    /** Stripe's hosted invoice page, where the payer pays what is due. */
    dueInvoiceUrl: text("due_invoice_url"),
    stripeSubscriptionId: text("stripe_subscription_id").unique(),
    /** The items of it that Choba made: one of them with another price was changed by somebody. */
    toldItems: jsonb("told_items").$type<ToldItem[]>().notNull().default([]),
    /** Coupons that people put on the subscription at Stripe, as last read. */
    foundDiscounts: jsonb("found_discounts").$type<FoundDiscount[]>().notNull().default([]),
    /** Whether the subscription renews, as Choba told it last. If Stripe says otherwise, somebody changed it there. */
    toldRenews: boolean("told_renews"),
    /** The number of the newest read from Stripe that has been applied. An older read that arrives later is dropped. */
    appliedSequence: bigint("applied_sequence", { mode: "bigint" }).notNull().default(sql`0`),
    /** The first day of the first month whose usage is not rated yet, and that month's end; null: none to come. */
    usageFrom: text("usage_from").$type<Day>(),
    usageDueAt: instant("usage_due_at"),
    /** When corrections of earlier months are billed, where no month to come carries them; null: there are none. */
    correctionsDueAt: instant("corrections_due_at"),
    /** The plan of the paid license that ended last, while the tenant is back on Free. */
    endedPlanVersionId: text("ended_plan_version_id").$type<Id<"planVersion">>(),
    endedAt: instant("ended_at"),
    /** What the SaaS's own servers keep with it. Choba only returns it. */
    metadata: jsonb("metadata").$type<Record<string, string>>().notNull().default({}),
  },
  (table) => [
    index("licenses_by_plan").on(table.planVersionId),
    index("licenses_by_end").on(table.periodEnd),
    index("licenses_by_usage").on(table.usageDueAt),
    index("licenses_by_corrections")
      .on(table.correctionsDueAt)
      .where(sql`${table.correctionsDueAt} is not null`),
    index("licenses_unpaid_since").on(table.unpaidSince).where(sql`${table.unpaidSince} is not null`),
    index("licenses_on_trial").on(table.trialEnd).where(sql`${table.trialEnd} is not null`),
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
    seats: integer("seats").notNull().default(0),
    addons: jsonb("addons").$type<Record<string, string>>().notNull().default({}),
    /** Set while it is a trial: the first midnight that will be paid. Days of such a term are not charged. */
    trialEnd: instant("trial_end"),
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
    seats: integer("seats").notNull(),
    addons: jsonb("addons").$type<Record<string, string>>().notNull(),
    mode: text("mode").$type<ChangeMode>().notNull(),
    /** The plan version from which it changes. */
    fromPlanVersionId: text("from_plan_version_id").$type<Id<"planVersion">>().notNull(),
    /** The first day that is paid, if it begins or goes on with a trial. */
    trialEnd: text("trial_end").$type<Day>(),
    /** False if a program ordered it: then no bank can ask the payer while the card is charged. */
    isPayerPresent: boolean("is_payer_present").notNull(),
    /** The hosted checkout on which it was confirmed. */
    checkoutId: text("checkout_id").$type<Id<"checkout">>(),
    /** The coupon that is redeemed when the order is completed. Until then the order holds one of its places. */
    couponId: text("coupon_id").$type<Id<"coupon">>(),
    /** What was confirmed, as the preview said it: a second click with the same text is the same order. */
    digest: text("digest").notNull(),
    /** The kept promise that the SaaS's own server placed; null for one that was confirmed on a screen. */
    promiseId: text("promise_id").$type<Id<"promise">>(),
    /** Where the payer's browser is sent afterwards, as that server says. */
    returnUrl: text("return_url"),
    /** Names its pay page without a sign-in: 192 random bits. Null where no server placed it. */
    payToken: text("pay_token").unique(),
    /** The promise that was confirmed, and its invoice. */
    chargeId: text("charge_id").$type<Id<"charge">>().notNull(),
    stripeCheckoutSessionId: text("stripe_checkout_session_id"),
    checkoutUrl: text("checkout_url"),
    /** Why the order failed or waits, as Stripe's code (`card_declined`, `authentication_required` …). */
    reason: text("reason"),
    orderedBy: text("ordered_by").$type<Id<"user">>().notNull(),
    createdAt: instant("created_at").notNull(),
    closedAt: instant("closed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("orders_one_open").on(table.tenantId).where(sql`${table.closedAt} is null`),
    uniqueIndex("orders_by_promise").on(table.tenantId, table.promiseId),
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
    state: text("state").$type<"reserved" | "applied" | "cancelled" | "failed">().notNull(),
    planVersionId: text("plan_version_id").$type<Id<"planVersion">>().notNull(),
    interval: text("interval").$type<PaidInterval>().notNull(),
    seats: integer("seats").notNull(),
    addons: jsonb("addons").$type<Record<string, string>>().notNull(),
    effectiveAt: instant("effective_at").notNull(),
    /** Null until the subscription was asked to follow it, shortly before it takes effect. */
    followedAt: instant("followed_at"),
    /** What was shown and confirmed: nothing now, and what the next period costs (`next`). */
    promise: exactJson<ChargePromise>("promise").notNull(),
    /** The kept promise that the SaaS's own server placed; null for one that was confirmed on a screen. */
    promiseId: text("promise_id").$type<Id<"promise">>(),
    reservedBy: text("reserved_by").$type<Id<"user">>().notNull(),
    createdAt: instant("created_at").notNull(),
    closedAt: instant("closed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("reservations_one_open").on(table.tenantId).where(sql`${table.closedAt} is null`),
    uniqueIndex("reservations_by_promise").on(table.tenantId, table.promiseId),
    ...tenantPolicies("reservations", table.tenantId),
  ],
);
