import { index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { ChangeMode } from "@/lib/domain/catalog/change-mode";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import { instant, tenantId, tenantPolicies } from "./access";

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
