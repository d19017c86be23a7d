import { index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Id } from "@/lib/domain/ids";
import { instant, tenantId, tenantPolicies } from "./access";

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
