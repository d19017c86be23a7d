import { integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { PaidInterval, PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import { instant, sharedPolicies } from "./access";

/** What is sold, by name. `rank` orders plans from Free (0) upwards and decides what is an upgrade. */
export const plans = pgTable(
  "plans",
  {
    id: text("id").$type<Id<"plan">>().primaryKey(),
    key: text("key").notNull().unique(),
    rank: integer("rank").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  () => sharedPolicies("plans"),
);

/** One immutable definition of a plan. The newest version that is not retired is the one on sale. */
export const planVersions = pgTable(
  "plan_versions",
  {
    id: text("id").$type<Id<"planVersion">>().primaryKey(),
    planId: text("plan_id")
      .$type<Id<"plan">>()
      .notNull()
      .references(() => plans.id),
    version: integer("version").notNull(),
    definition: jsonb("definition").$type<PlanDefinition>().notNull(),
    publishedAt: instant("published_at").notNull(),
    retiredAt: instant("retired_at"),
  },
  (table) => [
    uniqueIndex("plan_versions_number").on(table.planId, table.version),
    ...sharedPolicies("plan_versions"),
  ],
);

/** The Stripe price of the fixed part of a plan version, one for each interval. */
export const stripePrices = pgTable(
  "stripe_prices",
  {
    planVersionId: text("plan_version_id")
      .$type<Id<"planVersion">>()
      .notNull()
      .references(() => planVersions.id),
    interval: text("interval").$type<PaidInterval>().notNull(),
    stripePriceId: text("stripe_price_id").notNull().unique(),
    stripeProductId: text("stripe_product_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.planVersionId, table.interval] }),
    ...sharedPolicies("stripe_prices"),
  ],
);
