import { sql } from "drizzle-orm";
import { pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { MemberRole, StaffRole } from "@/lib/domain/access/actions";
import type { Id } from "@/lib/domain/ids";
import { instant, tenantId, tenantPolicies } from "./access";

/**
 * Who was invited by e-mail to join a tenant. Invitations to the staff are stored under the back office's id.
 * The link works once, until it expires, and is kept as a hash. An address has at most one open invitation to
 * a tenant.
 */
export const invitations = pgTable(
  "invitations",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: text("id").$type<Id<"invitation">>().notNull(),
    email: text("email").notNull(),
    /** As the inviter wrote it; the invited person may change it. */
    name: text("name").notNull(),
    role: text("role").$type<MemberRole | StaffRole>().notNull(),
    /** The language of the mail, and of the person if Choba does not know them yet. */
    locale: text("locale").$type<"en" | "ja">().notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    invitedByName: text("invited_by_name").notNull(),
    sentAt: instant("sent_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    withdrawnAt: instant("withdrawn_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("invitations_one_open")
      .on(table.tenantId, table.email)
      .where(sql`${table.acceptedAt} is null and ${table.withdrawnAt} is null`),
    ...tenantPolicies("invitations", table.tenantId),
  ],
);
