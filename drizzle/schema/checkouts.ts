import { index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Address } from "@/lib/domain/billing-details/billing-details";
import type { ChangeMode } from "@/lib/domain/catalog/change-mode";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import { instant, tenantId, tenantPolicies } from "./access";

/**
 * What the SaaS's own servers put into a cart for somebody, who buys it on Choba's hosted page. Until the page knows the
 * tenant the row is stored under the back office's id. The id is the page's address and the permission to see it: 128
 * random bits.
 */
export const checkouts = pgTable(
  "checkouts",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: text("id").$type<Id<"checkout">>().notNull().unique(),
    /** Of whom it was made for; the page only proposes them. */
    email: text("email"),
    name: text("name"),
    planKey: text("plan_key").notNull(),
    interval: text("interval").$type<PaidInterval>().notNull(),
    seats: integer("seats").notNull(),
    addons: jsonb("addons").$type<Record<string, string>>().notNull(),
    couponCode: text("coupon_code"),
    currency: text("currency").notNull(),
    /** Becomes the billing details of a tenant that has none. */
    address: jsonb("address").$type<Address>(),
    /** Where the page leads once it is bought, and where it leads back to. */
    returnUrl: text("return_url"),
    cancelUrl: text("cancel_url"),
    metadata: jsonb("metadata").$type<Record<string, string>>().notNull(),
    keyId: text("key_id").$type<Id<"apiKey">>(),
    /** What was sent, as a hash, and the sender's name for the request: the same request again is the same checkout. */
    requestHash: text("request_hash").notNull(),
    idempotencyKey: text("idempotency_key"),
    /** Who entered themselves on the page: their mailed link works once, and is kept as a hash. */
    visitor: jsonb("visitor").$type<CheckoutVisitor>(),
    visitorTokenHash: text("visitor_token_hash").unique(),
    visitorTokenExpiresAt: instant("visitor_token_expires_at"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("checkouts_by_request").on(table.requestHash),
    ...tenantPolicies("checkouts", table.tenantId),
  ],
);

/** Who wants to buy, as they entered it. Nothing is made of it before their mailbox is proven. */
export type CheckoutVisitor = {
  email: string;
  /** The person's and the company's names; empty if the address is known here. */
  name: string;
  company: string;
  timeZone: string;
  locale: "en" | "ja";
};

/** What somebody asked the price of. */
export type PromisedChange = {
  planKey: string;
  interval: PaidInterval;
  seats?: number | undefined;
  addons?: Record<string, string> | undefined;
  mode?: ChangeMode | undefined;
  couponCode?: string | undefined;
};

/** What the SaaS's own servers were told that a change costs, so that they can place exactly that by its id. */
export const promises = pgTable(
  "promises",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: text("id").$type<Id<"promise">>().notNull(),
    change: jsonb("change").$type<PromisedChange>().notNull(),
    /** Exactly what was told: it is placed only while it still holds. */
    digest: text("digest").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("promises_by_age").on(table.tenantId, table.createdAt),
    ...tenantPolicies("promises", table.tenantId),
  ],
);
