import { sql } from "drizzle-orm";
import { bigint, boolean, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { FoundDiscount } from "@/lib/domain/coupons/found-discount";
import type { Id } from "@/lib/domain/ids";
import { instant, tenantId, tenantPolicies } from "./access";

/** The tenant's link to one Stripe Customer. The id is null between the command and Stripe's response. */
export const paymentAccounts = pgTable(
  "payment_accounts",
  {
    tenantId: tenantId().$type<Id<"tenant">>().primaryKey(),
    stripeCustomerId: text("stripe_customer_id").unique(),
    payerName: text("payer_name").notNull(),
    payerEmail: text("payer_email").notNull(),
    hasPaymentMethod: boolean("has_payment_method").notNull().default(false),
    /** Stripe's id of the card on file. Another one is tried at once on what is unpaid. */
    paymentMethodId: text("payment_method_id"),
    /** The customer's balance at Stripe, as last read, in the payer's favour; negative: owed. */
    balanceMinor: bigint("balance_minor", { mode: "bigint" }).notNull().default(sql`0`),
    /** Coupons that people put on the customer at Stripe, as last read. */
    foundDiscounts: jsonb("found_discounts").$type<FoundDiscount[]>().notNull().default([]),
    createdAt: instant("created_at").notNull(),
  },
  (table) => tenantPolicies("payment_accounts", table.tenantId),
);
