import { boolean, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { BillingDetails } from "@/lib/domain/billing-details/billing-details";
import type { EnteredFrom, MissingPart } from "@/lib/domain/billing-details/field-standing";
import type { DetailField, StripeField, StripeValues } from "@/lib/domain/billing-details/fields";
import type { Id } from "@/lib/domain/ids";
import { instant, tenantId, tenantPolicies } from "./access";

/** Company name, address and so on, and their state at Stripe. Never card data. */
export const billingDetails = pgTable(
  "billing_details",
  {
    tenantId: tenantId().$type<Id<"tenant">>().primaryKey(),
    /** Older rows may have fewer fields; an absent field is empty. */
    details: jsonb("details").$type<Partial<BillingDetails>>().notNull(),
    enteredBy: text("entered_by").notNull(),
    updatedAt: instant("updated_at").notNull(),
    /** What an invoice still needs; empty when complete. */
    missing: jsonb("missing").$type<MissingPart[]>().notNull().default([]),
    /**
     * What the Stripe customer had when it was last read or written, field by field. Every comparison starts
     * from it.
     */
    knownAtStripe: jsonb("known_at_stripe").$type<{ customerId: string; values: Partial<StripeValues> }>(),
    /**
     * Numbers the reads of the customer at Stripe. The result of a read that began before the applied one is
     * dropped.
     */
    sequenceNumber: integer("reading_number").notNull().default(0),
    /**
     * What is being written to Stripe, by which outbox message, and until when (machine time) nobody else may
     * write.
     */
    sending: jsonb("sending").$type<Partial<StripeValues>>(),
    sendingMessage: text("sending_message").$type<Id<"message">>(),
    sendingUntil: instant("sending_until"),
    /** Stripe's reason for refusing what was sent last. */
    stripeRefusal: text("stripe_refusal"),
    taxIdVerifications: jsonb("tax_id_verifications").$type<Record<string, string>>().notNull().default({}),
    /** When the payment administrator was last notified that staff entered something. */
    notifiedAt: instant("notified_at"),
  },
  (table) => tenantPolicies("billing_details", table.tenantId),
);

/** Who entered each field and who confirmed it. A field that was never entered has no row. */
export const billingDetailEntries = pgTable(
  "billing_detail_entries",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    field: text("field").$type<DetailField>().notNull(),
    enteredFrom: text("entered_from").$type<EnteredFrom>().notNull(),
    enteredBy: text("entered_by").notNull(),
    enteredByName: text("entered_by_name").notNull(),
    enteredAt: instant("entered_at").notNull(),
    /** Entered by staff on the tenant's behalf, and not confirmed since. */
    needsConfirmation: boolean("needs_confirmation").notNull(),
    confirmedBy: text("confirmed_by"),
    confirmedByName: text("confirmed_by_name"),
    confirmedAt: instant("confirmed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.field] }),
    ...tenantPolicies("billing_detail_entries", table.tenantId),
  ],
);

/** A field that was changed here and at Stripe since both were the same. A person must choose. */
export const billingDetailConflicts = pgTable(
  "billing_detail_conflicts",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    field: text("field").$type<StripeField>().notNull(),
    theirs: jsonb("theirs").$type<StripeValues[StripeField]>().notNull(),
    foundAt: instant("found_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.field] }),
    ...tenantPolicies("billing_detail_conflicts", table.tenantId),
  ],
);
