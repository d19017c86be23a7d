import { sql } from "drizzle-orm";
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { MemberRole, StaffRole } from "@/lib/domain/access/actions";
import type { Id } from "@/lib/domain/ids";
import { instant, internalPolicies, staffRole, tenantId, tenantPolicies, tenantRole } from "./access";

/** People who can sign in: staff of the SaaS and members of tenants. A tenant sees only its own members. */
export const users = pgTable(
  "users",
  {
    id: text("id").$type<Id<"user">>().primaryKey(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    locale: text("locale").$type<"en" | "ja">().notNull().default("en"),
    staffRole: text("staff_role").$type<StaffRole>(),
    emailVerifiedAt: instant("email_verified_at"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    uniqueIndex("users_email").on(sql`lower(${table.email})`),
    index("users_of_staff").on(table.staffRole).where(sql`${table.staffRole} is not null`),
    pgPolicy("users_of_own_tenant", {
      for: "select",
      to: tenantRole,
      using: sql`exists (select 1 from members where members.user_id = ${table.id})`,
    }),
    pgPolicy("users_for_staff", { for: "all", to: staffRole, using: sql`true`, withCheck: sql`true` }),
  ],
);

/**
 * Where somebody is signed in: a row for each browser. Whoever ends it deletes the row, so it has ended in every process.
 * The cookie's token is kept as a hash.
 */
export const sessions = pgTable(
  "sessions",
  {
    id: text("id").$type<Id<"session">>().primaryKey(),
    tokenHash: text("token_hash").notNull().unique(),
    userId: text("user_id").$type<Id<"user">>().notNull(),
    /** Of the last use that was noted. */
    address: text("address").notNull(),
    userAgent: text("user_agent").notNull(),
    /** The machine's times: the demo's clock ends no session. */
    createdAt: instant("created_at").notNull(),
    seenAt: instant("seen_at").notNull(),
    /** When it ends if it is not used; each use moves that, up to `lastsUntil`. */
    expiresAt: instant("expires_at").notNull(),
    lastsUntil: instant("lasts_until").notNull(),
    /** The one tenant that a dashboard session reaches; null: whoever signed in as themselves. */
    onlyIn: text("only_in").$type<Id<"tenant">>(),
  },
  (table) => [
    foreignKey({ columns: [table.userId], foreignColumns: [users.id] }).onDelete("cascade"),
    index("sessions_of_user").on(table.userId),
    index("sessions_by_end").on(table.expiresAt),
    ...internalPolicies("sessions"),
  ],
);

/** Single-use sign-in links, kept as hashes. A used one stays until it is purged, so that it can be told from a wrong one. */
export const signInTokens = pgTable(
  "sign_in_tokens",
  {
    email: text("email").notNull(),
    tokenHash: text("token_hash").notNull(),
    /** The browser that asked for the link, as a hash of its cookie. */
    browserHash: text("browser_hash").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (table) => [primaryKey({ columns: [table.email, table.tokenHash] }), ...internalPolicies("sign_in_tokens")],
);

/** How much of a limit a caller has used up, for all processes. The columns are those of rate-limiter-flexible. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    /** The name of the limit and a hash of the caller. */
    key: text("key").primaryKey(),
    points: integer("points").notNull(),
    expire: instant("expire"),
  },
  (table) => [index("rate_limits_by_end").on(table.expire), ...internalPolicies("rate_limits")],
);

/** An organisation that is a customer of the SaaS. */
export const tenants = pgTable(
  "tenants",
  {
    id: text("id").$type<Id<"tenant">>().primaryKey(),
    slug: text("slug").notNull().unique(),
    name: text("name").notNull(),
    salesModel: text("sales_model").$type<"self_serve" | "sales_led">().notNull(),
    currency: text("currency").notNull(),
    timeZone: text("time_zone").notNull(),
    locale: text("locale").$type<"en" | "ja">().notNull(),
    paymentAdministratorId: text("payment_administrator_id").$type<Id<"user">>().notNull(),
    /** The sales rep who looks after it; null: nobody does, so every sales rep may. */
    salesRepId: text("sales_rep_id").$type<Id<"user">>(),
    /** What the SaaS's own servers keep with it. Choba only returns it. */
    metadata: jsonb("metadata").$type<Record<string, string>>().notNull().default({}),
    /** As the SaaS's own servers gave it. */
    phoneNumber: text("phone_number"),
    /** What the SaaS's own servers call it; null: they never said. */
    externalId: text("external_id").unique(),
    /** When the SaaS parted from it: its people stay outside, and nothing new happens. Null: it is open. */
    closedAt: instant("closed_at"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    foreignKey({ columns: [table.salesRepId], foreignColumns: [users.id] }),
    index("tenants_by_rep").on(table.salesRepId),
    index("tenants_by_name").on(table.name, table.id),
    index("tenants_by_age").on(table.createdAt, table.id),
    ...tenantPolicies("tenants", table.id),
  ],
);

export const members = pgTable(
  "members",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    userId: text("user_id").$type<Id<"user">>().notNull(),
    role: text("role").$type<MemberRole>().notNull(),
    /** What the SaaS's own servers call this person in this tenant; null: they never said. */
    externalId: text("external_id"),
    joinedAt: instant("joined_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.userId] }),
    uniqueIndex("members_by_external_id").on(table.tenantId, table.externalId),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }),
    foreignKey({ columns: [table.userId], foreignColumns: [users.id] }),
    index("members_by_user").on(table.userId),
    ...tenantPolicies("members", table.tenantId),
  ],
);
