import { foreignKey, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Id } from "@/lib/domain/ids";
import { instant, sharedPolicies, tenantId, tenantPolicies } from "./access";
import { tenants, users } from "./people";

/** One row: where the SaaS shows billing pages, and in which colour. */
export const embeddingSettings = pgTable(
  "embedding_settings",
  {
    id: integer("id").primaryKey(),
    /** Sites that may show a page in a frame and be returned to, as `https://app.example.com`. */
    origins: text("origins").array().notNull(),
    /** `#rrggbb`, or null: Choba's own. */
    brandColour: text("brand_colour"),
  },
  () => sharedPolicies("embedding_settings"),
);

/**
 * A link from the SaaS to a page for one of a tenant's people. It opens once, within a minute; the session that it
 * then becomes is a row of `sessions`. Both tokens are kept as hashes.
 */
export const dashboardSessions = pgTable(
  "dashboard_sessions",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: text("id").$type<Id<"dashboardSession">>().notNull().unique(),
    userId: text("user_id").$type<Id<"user">>().notNull(),
    linkHash: text("link_hash").notNull().unique(),
    /** Of the browser's cookie, once it is open. */
    sessionHash: text("session_hash").unique(),
    /** Below the tenant's own path. */
    path: text("path").notNull(),
    /** A page of Stripe to go to at once; null: none. */
    outsideUrl: text("outside_url"),
    /** Null: the reader's own language. */
    locale: text("locale").$type<"en" | "ja">(),
    returnUrl: text("return_url"),
    /** The site that shows it in a frame; null: it is opened as a page. */
    embedOrigin: text("embed_origin"),
    /** The machine's times: the demo's clock ends no link. */
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    openedAt: instant("opened_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }),
    foreignKey({ columns: [table.userId], foreignColumns: [users.id] }).onDelete("cascade"),
    ...tenantPolicies("dashboard_sessions", table.tenantId),
  ],
);
