import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Id } from "@/lib/domain/ids";
import type { InvoiceTax } from "@/lib/domain/invoice-list/invoice-tax";
import { instant, tenantId, tenantPolicies } from "./access";

const amount = (name: string) => bigint(name, { mode: "bigint" }).notNull().default(sql`0`);

/**
 * A tenant's invoices as last read from Stripe, which happens whenever one changes: an index to find and
 * count them. The invoices themselves are at Stripe.
 */
export const stripeInvoices = pgTable(
  "stripe_invoices",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    stripeInvoiceId: text("stripe_invoice_id").notNull(),
    stripeCustomerId: text("stripe_customer_id").notNull(),
    stripeSubscriptionId: text("stripe_subscription_id"),
    /** To whom it is addressed, as it says. */
    payerName: text("payer_name").notNull().default(""),
    /** Null while it is a draft: Stripe numbers it when it is finalised. */
    number: text("number"),
    status: text("status").$type<"draft" | "open" | "paid" | "void" | "uncollectible">().notNull(),
    totalMinor: bigint("total_minor", { mode: "bigint" }).notNull(),
    currency: text("currency").notNull(),
    /** What was paid, what credit notes took off, and what is left to pay. */
    paidMinor: bigint("paid_minor", { mode: "bigint" }).notNull(),
    creditedMinor: bigint("credited_minor", { mode: "bigint" }).notNull(),
    remainingMinor: bigint("remaining_minor", { mode: "bigint" }).notNull(),
    /** The charge that it carries; null: none of ours, or one that is not known. */
    chargeId: text("charge_id").$type<Id<"charge">>(),
    /** It carries only what the charge's own invoice lacked, because that one was final too early. */
    isFollowUp: boolean("is_follow_up").notNull().default(false),
    /** What people put there: lines with their tax, and coupons that the promise did not know. */
    manualLinesMinor: amount("manual_lines_minor"),
    manualCouponsMinor: amount("manual_coupons_minor"),
    /** What the customer's balance paid; negative: what was owed before is collected, or the total became balance. */
    balanceUsedMinor: amount("balance_used_minor"),
    /** Below the minimum charge: the balance carries it to the next invoice. */
    carriedMinor: amount("carried_minor"),
    /** Of `creditedMinor`: what was taken off before it was paid, and afterwards otherwise than by a refund. */
    creditedBeforePaidMinor: amount("credited_before_paid_minor"),
    creditedLaterMinor: amount("credited_later_minor"),
    /** Its taxes by rate. */
    taxes: jsonb("taxes").$type<InvoiceTax[]>().notNull().default([]),
    /** True if it is sent to be paid; false: a card is charged. */
    isSent: boolean("is_sent").notNull(),
    /** How often a card was tried, and when Stripe tries again. */
    attempts: integer("attempts").notNull(),
    nextAttemptAt: instant("next_attempt_at"),
    /** When it became final; null while it is a draft. */
    finalizedAt: instant("finalized_at"),
    paidAt: instant("paid_at"),
    createdAt: instant("created_at").notNull(),
    dueAt: instant("due_at"),
    /** Stripe's page on which it is read and paid. */
    hostedUrl: text("hosted_url"),
    /** Of which state of it documents were last asked for. */
    documentsAsOf: text("documents_as_of"),
    /** When the payer was last reminded of it by staff. */
    remindedAt: instant("reminded_at"),
    /** When the payer was thanked for paying it. */
    thankedAt: instant("thanked_at"),
    /** The number of the newest read from Stripe that has been applied (license/lifecycle/sequence-numbers). */
    appliedSequence: bigint("applied_sequence", { mode: "bigint" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.stripeInvoiceId] }),
    uniqueIndex("stripe_invoices_by_stripe_id").on(table.stripeInvoiceId),
    index("stripe_invoices_newest").on(table.tenantId, table.createdAt.desc()),
    index("stripe_invoices_by_number").on(sql`lower(${table.number}) text_pattern_ops`),
    // People know the end of a number by heart: it is the beginning of the number read backwards.
    index("stripe_invoices_by_number_end").on(sql`reverse(lower(${table.number})) text_pattern_ops`),
    // The list of all tenants' invoices, newest first.
    index("stripe_invoices_by_date").on(
      sql`coalesce(${table.finalizedAt}, ${table.createdAt}) desc`,
      table.stripeInvoiceId,
    ),
    index("stripe_invoices_unpaid")
      .on(table.tenantId)
      .where(sql`${table.status} in ('open', 'uncollectible')`),
    index("stripe_invoices_by_subscription").on(table.stripeSubscriptionId),
    index("stripe_invoices_by_charge").on(table.tenantId, table.chargeId),
    ...tenantPolicies("stripe_invoices", table.tenantId),
  ],
);

/**
 * Tenants whose invoices have all been read once. Invoices made before the customer was linked had no
 * webhook.
 */
export const stripeInvoiceListings = pgTable(
  "stripe_invoice_listings",
  {
    tenantId: tenantId().$type<Id<"tenant">>().primaryKey(),
    stripeCustomerId: text("stripe_customer_id").notNull(),
    listedAt: instant("listed_at").notNull(),
  },
  (table) => tenantPolicies("stripe_invoice_listings", table.tenantId),
);

/** What of a payment is gone: refunded, or lost to a dispute. A payment of which nothing is gone has no row. */
export const paymentReturns = pgTable(
  "payment_returns",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    /** The payment (a charge, in Stripe's words). */
    stripeChargeId: text("stripe_charge_id").notNull(),
    stripeInvoiceId: text("stripe_invoice_id").notNull(),
    refundedMinor: amount("refunded_minor"),
    /** How much of it the payer was told of. */
    toldMinor: bigint("told_minor", { mode: "bigint" }).notNull().default(sql`0`),
    lostMinor: amount("lost_minor"),
    /** The number of the newest read from Stripe that has been applied (license/lifecycle/sequence-numbers). */
    appliedSequence: bigint("applied_sequence", { mode: "bigint" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.stripeChargeId] }),
    index("payment_returns_by_invoice").on(table.tenantId, table.stripeInvoiceId),
    ...tenantPolicies("payment_returns", table.tenantId),
  ],
);
