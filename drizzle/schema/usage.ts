import { bigint, date, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { ApiScope } from "@/lib/domain/access/actions";
import type { Id } from "@/lib/domain/ids";
import { instant, internalPolicies, tenantId, tenantPolicies } from "./access";
import { usagePolicies, writtenByIngest } from "./metering";

/** RPs and users that the host application has registered for a tenant. */
export const registrations = pgTable(
  "registrations",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    kind: text("kind").$type<"rp" | "user">().notNull(),
    /** The host application's own id. */
    externalId: text("external_id").notNull(),
    name: text("name").notNull().default(""),
    registeredAt: instant("registered_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.kind, table.externalId] }),
    ...tenantPolicies("registrations", table.tenantId),
  ],
);

/** How many are registered. Each registration locks the row, so that the maximum of Free is exact. */
export const registrationCounts = pgTable(
  "registration_counts",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    kind: text("kind").$type<"rp" | "user">().notNull(),
    registered: integer("registered").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.kind] }),
    ...tenantPolicies("registration_counts", table.tenantId),
  ],
);

/**
 * Places of a limit, or an amount of a month's allowance, that the SaaS's own server keeps free while it does what needs
 * them. They count as used until the hold is closed, or has expired.
 */
export const holds = pgTable(
  "holds",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: text("id").$type<Id<"hold">>().notNull(),
    /** `rp` and `user`: registrations. Anything else: `meter:` and a meter unit's name. */
    subject: text("subject").notNull(),
    quantity: integer("quantity").notNull(),
    /** What registrations that named it have used up. */
    used: integer("used").notNull().default(0),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    outcome: text("outcome").$type<"confirmed" | "released">(),
    closedAt: instant("closed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("holds_by_subject").on(table.tenantId, table.subject, table.expiresAt),
    ...tenantPolicies("holds", table.tenantId),
  ],
);

/** One row per user and calendar month (tenant's zone) in which they authenticated: exactly the MAU. */
export const activeUsers = pgTable(
  "active_users",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    month: text("month").notNull(),
    userKey: text("user_key").notNull(),
    firstSeenAt: instant("first_seen_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.month, table.userKey] }),
    ...tenantPolicies("active_users", table.tenantId),
    writtenByIngest("active_users"),
  ],
);

/**
 * The MAU of each month, counted in one transaction with the row above, so that reading it never scans users.
 */
export const mauCounts = pgTable(
  "mau_counts",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    month: text("month").notNull(),
    users: integer("users").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.month] }),
    // Without the count itself, so that counting does not update an index.
    index("mau_counts_by_month").on(table.month, table.tenantId),
    ...tenantPolicies("mau_counts", table.tenantId),
    writtenByIngest("mau_counts"),
  ],
);

/**
 * One row per user and calendar day (tenant's zone) in which they authenticated. Ids have no prefix, because
 * there are many.
 */
export const activeDays = pgTable(
  "active_days",
  {
    tenantId: uuid("tenant_id").notNull(),
    day: date("day").notNull(),
    userKey: uuid("user_key").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.day, table.userKey] }),
    ...usagePolicies("active_days", table.tenantId),
    writtenByIngest("active_days"),
  ],
);

/** The active users of each day, counted in one transaction with the row above. */
export const dauCounts = pgTable(
  "dau_counts",
  {
    tenantId: uuid("tenant_id").notNull(),
    day: date("day").notNull(),
    users: integer("users").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.day] }),
    ...usagePolicies("dau_counts", table.tenantId),
    writtenByIngest("dau_counts"),
  ],
);

/** Keys that belong to this installation for ever, whatever its environment says. */
export const installationKeys = pgTable(
  "installation_keys",
  {
    name: text("name").primaryKey(),
    /** 32 bytes as hex, sealed with AUTH_SECRET (lib/features/foundation/secrets/sealed-secret). */
    key: text("key").notNull(),
    madeAt: instant("made_at").notNull(),
  },
  () => internalPolicies("installation_keys"),
);

/**
 * Keys of the SaaS's own servers, of two kinds. A `bearer` key is one secret, shown once and kept as a hash.
 * A `signature` key (SaaSus's SAASUSSIGV1) is an id, a public key, and a secret that signs. The secret must
 * be readable to check a signature, so it is kept encrypted (lib/features/foundation/secrets/sealed-secret).
 */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: text("id").$type<Id<"apiKey">>().primaryKey(),
    name: text("name").notNull(),
    kind: text("kind").$type<"bearer" | "signature">().notNull().default("bearer"),
    /** The first characters of the secret or of the key, so that people recognise it. */
    prefix: text("prefix").notNull().default(""),
    /** Only of a `bearer` key. */
    secretHash: text("secret_hash").unique(),
    /** Only of a `signature` key: its name for the SaaS, its public key, and its secret. */
    saasId: text("saas_id"),
    accessKey: text("access_key").unique(),
    sealedSecret: text("sealed_secret"),
    scopes: text("scopes").array().$type<ApiScope[]>().notNull(),
    /** The tenants that it reaches; null: all, those to come too. */
    tenantIds: text("tenant_ids").array().$type<Id<"tenant">[]>(),
    /** Who made it, as in the audit log. */
    createdBy: text("created_by").notNull().default(""),
    createdAt: instant("created_at").notNull(),
    /** Exact to a minute. */
    lastUsedAt: instant("last_used_at"),
    /** From when on it opens nothing any more; null: it has no end. */
    endsAt: instant("ends_at"),
    /** Its successor's id, once it was rotated: both open until this one ends. */
    replacedBy: text("replaced_by").$type<Id<"apiKey">>(),
    /** When admins were told by mail that it ends. */
    endToldAt: instant("end_told_at"),
    revokedAt: instant("revoked_at"),
  },
  () => internalPolicies("api_keys"),
);

/**
 * The demo's clock: how far Choba's time is ahead of the machine's, or where it stands still. Empty in
 * production.
 */
export const demoClock = pgTable(
  "demo_clock",
  {
    id: integer("id").primaryKey().default(1),
    offsetMs: bigint("offset_ms", { mode: "number" }).notNull().default(0),
    frozenAt: instant("frozen_at"),
  },
  () => internalPolicies("demo_clock"),
);
