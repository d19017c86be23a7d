import { sql } from "drizzle-orm";
import {
  boolean,
  integer,
  jsonb,
  numeric,
  pgPolicy,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { AddonComponent, DecimalText, TaxCategory } from "@/lib/domain/catalog/component";
import type { Aggregation, FilterCondition } from "@/lib/domain/catalog/meter-unit";
import type { LocalizedText, PaidInterval, PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import type { TaxRounding } from "@/lib/domain/pricing/terms";
import type { Day } from "@/lib/domain/time/day-span";
import { instant, internalPolicies, negotiablePolicies, sharedPolicies, tenantRole } from "./access";

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

/** The component of a definition that prices active users, and the one that sells seats. */
const mauOf = sql.raw(
  `jsonb_path_query_first(definition, '$.components[*] ? (@.kind == "usage" && @.meter == "mau")')`,
);
const seatsOf = sql.raw(`jsonb_path_query_first(definition, '$.components[*] ? (@.kind == "seats")')`);
/** How many active users one priced unit of them is. */
const usersInUnit = sql`coalesce((${mauOf} #>> '{scale,divideBy}')::numeric, 1)`;

/** One definition of a plan, which never changes. The newest version that is not retired is on sale. */
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
    /**
     * The one tenant with whom these terms were negotiated. Such a version has the number of the published
     * version that it was made from. It is never on sale, and no other tenant sees it. Null for a published
     * version.
     */
    negotiatedFor: text("negotiated_for").$type<Id<"tenant">>(),
    /**
     * Columns for lists of tenants, which compare thousands of definitions, so that "over the limit" is a
     * join. Postgres derives them from the definition, so every new version has them. The rule is `limitsOf`
     * in lib/domain/catalog/plan; lib/features/console/tenant-list/maximum-mau makes the limit from the
     * columns. This one: active users that are included, apart from those of seats; null: unlimited.
     */
    includedMau: numeric("included_mau").generatedAlwaysAs(
      sql`case when ${mauOf} #>> '{price,model}' <> 'unlimited'
        then (${mauOf} ->> 'included')::numeric * ${usersInUnit} end`,
    ),
    /** Active users that each seat includes. */
    mauPerSeat: numeric("mau_per_seat").generatedAlwaysAs(
      sql`(${mauOf} ->> 'includedPerSeat')::numeric * ${usersInUnit}`,
    ),
    /** The default number of seats, and the fewest that count; null: the plan sells none. */
    includedSeats: integer("included_seats").generatedAlwaysAs(sql`(${seatsOf} ->> 'included')::integer`),
    minimumSeats: integer("minimum_seats").generatedAlwaysAs(sql`(${seatsOf} ->> 'minimum')::integer`),
  },
  (table) => [
    uniqueIndex("plan_versions_number")
      .on(table.planId, table.version)
      .where(sql`${table.negotiatedFor} is null`),
    ...negotiablePolicies("plan_versions", table.negotiatedFor),
  ],
);

/** Numbers the saves of drafts. No number is used twice, so saving over a newer draft is always noticed. */
export const planDraftRevisions = pgSequence("plan_draft_revisions");

/** The draft of a plan's next version; at most one for each plan. It may contain errors. */
export const planDrafts = pgTable(
  "plan_drafts",
  {
    planId: text("plan_id")
      .$type<Id<"plan">>()
      .primaryKey()
      .references(() => plans.id),
    rank: integer("rank").notNull(),
    definition: jsonb("definition").$type<PlanDefinition>().notNull(),
    /** From `plan_draft_revisions`. A save must name the revision that it has seen. */
    revision: integer("revision").notNull(),
    updatedAt: instant("updated_at").notNull(),
    /** The name of the person, as in the audit log. */
    updatedBy: text("updated_by").notNull(),
  },
  () => internalPolicies("plan_drafts"),
);

/** The Stripe product of each fixed component of a plan: one for all versions. */
export const stripeProducts = pgTable(
  "stripe_products",
  {
    planId: text("plan_id")
      .$type<Id<"plan">>()
      .notNull()
      .references(() => plans.id),
    componentKey: text("component_key").notNull(),
    stripeProductId: text("stripe_product_id").notNull(),
    /** The name at Stripe, which stands on invoices. */
    name: text("name").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.planId, table.componentKey] }),
    ...sharedPolicies("stripe_products"),
  ],
);

/** The Stripe prices of the fixed components of a plan version, one for each option and interval. */
export const stripePrices = pgTable(
  "stripe_prices",
  {
    planVersionId: text("plan_version_id")
      .$type<Id<"planVersion">>()
      .notNull()
      .references(() => planVersions.id),
    componentKey: text("component_key").notNull(),
    /** The option of a group of add-ons, otherwise empty. */
    optionKey: text("option_key").notNull(),
    interval: text("interval").$type<PaidInterval>().notNull(),
    stripePriceId: text("stripe_price_id").notNull(),
    stripeProductId: text("stripe_product_id").notNull(),
    currency: text("currency").notNull(),
    unitAmountMinor: text("unit_amount_minor").$type<DecimalText>().notNull(),
    /** True for the price that tells a subscription's plan version. Versions share the other prices. */
    identifies: boolean("identifies").notNull(),
  },
  (table) => [
    primaryKey({
      name: "stripe_prices_pk",
      columns: [table.planVersionId, table.componentKey, table.optionKey, table.interval],
    }),
    uniqueIndex("stripe_prices_identifying").on(table.stripePriceId).where(sql`${table.identifies}`),
    // Other tenants must not read negotiated terms.
    pgPolicy("stripe_prices_readable", {
      for: "select",
      to: tenantRole,
      using: sql`exists (select 1 from plan_versions where plan_versions.id = ${table.planVersionId})`,
    }),
    ...internalPolicies("stripe_prices"),
  ],
);

/**
 * The ids by which the SaaS's own servers name what is sold, where an administrator has chosen one. A plan at an interval
 * is a product; a component that can be chosen is an add-on, of which each option of a group has an id of its own.
 */
export const productIds = pgTable(
  "product_ids",
  {
    planId: text("plan_id")
      .$type<Id<"plan">>()
      .notNull()
      .references(() => plans.id),
    /** Empty for an add-on, which is the same at each interval. */
    interval: text("interval").$type<PaidInterval | "">().notNull(),
    /** Empty for a product. */
    componentKey: text("component_key").notNull(),
    optionKey: text("option_key").notNull(),
    externalId: text("external_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.planId, table.interval, table.componentKey, table.optionKey] }),
    uniqueIndex("product_ids_of_products").on(table.externalId).where(sql`${table.componentKey} = ''`),
    // Plans may share the id of an add-on, which then means each plan's own.
    uniqueIndex("product_ids_of_add_ons")
      .on(table.planId, table.externalId)
      .where(sql`${table.componentKey} <> ''`),
    ...sharedPolicies("product_ids"),
  ],
);

/** What is counted, beside Choba's own `mau`. Usage components of plans refer to it by name. */
export const meterUnits = pgTable(
  "meter_units",
  {
    id: text("id").$type<Id<"meterUnit">>().primaryKey(),
    unitName: text("unit_name").notNull().unique(),
    displayName: jsonb("display_name").$type<LocalizedText>().notNull(),
    unitLabel: jsonb("unit_label").$type<LocalizedText>().notNull(),
    description: text("description").notNull(),
    eventName: text("event_name").notNull(),
    property: text("property"),
    /** Conditions on other properties; all must hold. */
    filter: jsonb("filter").$type<FilterCondition[]>().notNull().default([]),
    /** Events recorded before this were stored without being counted; null: all of them count. */
    countsFrom: instant("counts_from"),
    /** The chosen aggregation; without Stripe `sum` applies instead (lib/domain/catalog/meter-unit). */
    aggregation: text("aggregation").$type<Aggregation>().notNull(),
    createdAt: instant("created_at").notNull(),
    /** Archived: left out of the API's list. It still counts, so that restoring it loses nothing. */
    archivedAt: instant("archived_at"),
  },
  () => sharedPolicies("meter_units"),
);

/** Add-ons that are used in many plans: the plan editor copies them. */
export const addOns = pgTable(
  "add_ons",
  {
    id: text("id").$type<Id<"addOn">>().primaryKey(),
    key: text("key").notNull().unique(),
    definition: jsonb("definition").$type<AddonComponent>().notNull(),
    createdAt: instant("created_at").notNull(),
    archivedAt: instant("archived_at"),
  },
  () => internalPolicies("add_ons"),
);

/** Percent and inclusion never change: another rate is another row, as at Stripe. */
export const taxRates = pgTable(
  "tax_rates",
  {
    id: text("id").$type<Id<"taxRate">>().primaryKey(),
    key: text("key").notNull().unique(),
    displayName: jsonb("display_name").$type<LocalizedText>().notNull(),
    /** "10", "8.5": at most four decimals. */
    percent: text("percent").$type<DecimalText>().notNull(),
    inclusive: boolean("inclusive").notNull(),
    /** ISO 3166 code; empty if the rate belongs to no country. */
    country: text("country").notNull(),
    jurisdiction: text("jurisdiction").notNull(),
    description: text("description").notNull(),
    createdAt: instant("created_at").notNull(),
    archivedAt: instant("archived_at"),
  },
  () => sharedPolicies("tax_rates"),
);

/**
 * Which rate a country has from a day on, by category. The next row of the same country and category ends it the day
 * before. Without a rate the country has none from that day on.
 */
export const defaultTaxRates = pgTable(
  "default_tax_rates",
  {
    /** ISO 3166 code. */
    country: text("country").notNull(),
    category: text("category").$type<TaxCategory>().notNull(),
    fromDay: text("from_day").$type<Day>().notNull(),
    taxRateId: text("tax_rate_id")
      .$type<Id<"taxRate">>()
      .references(() => taxRates.id),
  },
  (table) => [
    primaryKey({ columns: [table.country, table.category, table.fromDay] }),
    ...sharedPolicies("default_tax_rates"),
  ],
);

/** One row: what holds for tax in the whole catalog. */
export const taxSettings = pgTable(
  "tax_settings",
  {
    id: integer("id").primaryKey(),
    rounding: text("rounding").$type<TaxRounding>().notNull(),
    pricesIncludeTax: boolean("prices_include_tax").notNull().default(false),
    /** ISO 3166 code of the seller; empty: nothing is taxed unless the payer's own country has a default rate. */
    sellerCountry: text("seller_country").notNull().default(""),
  },
  () => sharedPolicies("tax_settings"),
);
