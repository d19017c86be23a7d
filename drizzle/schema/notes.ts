import { sql } from "drizzle-orm";
import { boolean, index, pgPolicy, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Id } from "@/lib/domain/ids";
import { instant, staffRole, tenantId } from "./access";

/**
 * Staff's notes about a tenant. Only the staff role has a policy: a tenant's own transaction sees no row,
 * whatever its queries say.
 */
export const tenantNotes = pgTable(
  "tenant_notes",
  {
    tenantId: tenantId().$type<Id<"tenant">>(),
    id: text("id").$type<Id<"note">>().notNull(),
    authorId: text("author_id").$type<Id<"user">>().notNull(),
    /** The author's name when the note was written. */
    authorName: text("author_name").notNull(),
    body: text("body").notNull(),
    isPinned: boolean("is_pinned").notNull().default(false),
    createdAt: instant("created_at").notNull(),
    editedAt: instant("edited_at"),
    /** Deleted notes stay in the database, so that old decisions can still be looked up there. */
    deletedAt: instant("deleted_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("tenant_notes_shown")
      .on(table.tenantId, table.isPinned.desc(), table.createdAt.desc())
      .where(sql`${table.deletedAt} is null`),
    pgPolicy("tenant_notes_for_staff", {
      for: "all",
      to: staffRole,
      using: sql`true`,
      withCheck: sql`true`,
    }),
  ],
);
