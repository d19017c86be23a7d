import { sql } from "drizzle-orm";
import { foreignKey, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Id } from "@/lib/domain/ids";
import type { ViewList } from "@/lib/domain/saved-views/view-query";
import { instant, internalPolicies } from "./access";
import { users } from "./people";

/** Filters, columns and order of one of the lists, under a name. Each member of staff has their own. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: text("id").$type<Id<"savedView">>().primaryKey(),
    userId: text("user_id").$type<Id<"user">>().notNull(),
    list: text("list").$type<ViewList>().notNull(),
    name: text("name").notNull(),
    /** As in the list's address, without the page number: `rep=mine&sort=-mau`. */
    query: text("query").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    foreignKey({ columns: [table.userId], foreignColumns: [users.id] }),
    uniqueIndex("saved_views_one_name").on(table.userId, table.list, sql`lower(${table.name})`),
    ...internalPolicies("saved_views"),
  ],
);
