CREATE SEQUENCE "public"."plan_draft_revisions" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "add_ons" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"definition" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "add_ons_key_unique" UNIQUE("key")
);
--> statement-breakpoint
ALTER TABLE "add_ons" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "meter_units" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_name" text NOT NULL,
	"display_name" jsonb NOT NULL,
	"unit_label" jsonb NOT NULL,
	"description" text NOT NULL,
	"event_name" text NOT NULL,
	"property" text,
	"aggregation" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "meter_units_unit_name_unique" UNIQUE("unit_name")
);
--> statement-breakpoint
ALTER TABLE "meter_units" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "plan_drafts" (
	"plan_id" text PRIMARY KEY NOT NULL,
	"rank" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "plan_drafts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stripe_products" (
	"plan_id" text NOT NULL,
	"component_key" text NOT NULL,
	"stripe_product_id" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "stripe_products_plan_id_component_key_pk" PRIMARY KEY("plan_id","component_key")
);
--> statement-breakpoint
ALTER TABLE "stripe_products" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tax_rates" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"display_name" jsonb NOT NULL,
	"percent" text NOT NULL,
	"inclusive" boolean NOT NULL,
	"country" text NOT NULL,
	"jurisdiction" text NOT NULL,
	"description" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "tax_rates_key_unique" UNIQUE("key")
);
--> statement-breakpoint
ALTER TABLE "tax_rates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tax_settings" (
	"id" integer PRIMARY KEY NOT NULL,
	"rounding" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "tax_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "plan_drafts" ADD CONSTRAINT "plan_drafts_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stripe_products" ADD CONSTRAINT "stripe_products_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Definitions of the first form (a base without key, a price for active users, their allowance among the limits) become
-- lists of named components. Who holds such a version keeps exactly its price and allowance.
UPDATE "plan_versions" SET "definition" = jsonb_set(
	"definition" #- '{limits,monthlyActiveUsers}',
	'{components}',
	coalesce((
		SELECT jsonb_agg(
			CASE part->>'kind'
				WHEN 'base' THEN jsonb_build_object(
					'kind', 'base',
					'key', 'base',
					'name', '{"en": "Base fee", "ja": "基本料金"}'::jsonb,
					'amountMinor', part->'amountMinor'
				)
				ELSE jsonb_build_object(
					'kind', 'usage',
					'key', 'mau',
					'name', '{"en": "Monthly active users", "ja": "月間アクティブユーザー"}'::jsonb,
					'meter', 'mau',
					'unit', '{"en": "users", "ja": "ユーザー"}'::jsonb,
					'scale', null,
					'included', coalesce("definition"#>>'{limits,monthlyActiveUsers}', '0'),
					'includedPerSeat', '0',
					'price', CASE part->>'kind'
						WHEN 'mau' THEN jsonb_build_object(
							'model', 'per_unit', 'unitAmountMinor', part->>'unitAmountMinor', 'per', '1'
						)
						ELSE '{"model": "limit"}'::jsonb
					END,
					'capMinor', null,
					'minimumMinor', null
				)
			END
			ORDER BY position
		)
		FROM jsonb_array_elements(
			"definition"->'components' || CASE
				-- An allowance without a price was a limit.
				WHEN "definition"#>>'{limits,monthlyActiveUsers}' IS NOT NULL
					AND NOT "definition"->'components' @> '[{"kind": "mau"}]'
				THEN '[{"kind": "mau_limit"}]'::jsonb
				ELSE '[]'::jsonb
			END
		) WITH ORDINALITY AS parts(part, position)
	), '[]'::jsonb)
) WHERE "definition"->'limits' ? 'monthlyActiveUsers';--> statement-breakpoint
-- Until now each version had a product of its own; the newest one's serves the versions to come.
INSERT INTO "stripe_products" ("plan_id", "component_key", "stripe_product_id", "name")
SELECT DISTINCT ON (v."plan_id") v."plan_id", 'base', p."stripe_product_id", v."definition"#>>'{name,en}'
FROM "stripe_prices" p JOIN "plan_versions" v ON v."id" = p."plan_version_id"
ORDER BY v."plan_id", v."version" DESC;--> statement-breakpoint
ALTER TABLE "stripe_prices" DROP CONSTRAINT "stripe_prices_stripe_price_id_unique";--> statement-breakpoint
ALTER TABLE "stripe_prices" DROP CONSTRAINT "stripe_prices_plan_version_id_interval_pk";--> statement-breakpoint
ALTER TABLE "stripe_prices" ADD COLUMN "component_key" text;--> statement-breakpoint
ALTER TABLE "stripe_prices" ADD COLUMN "option_key" text;--> statement-breakpoint
ALTER TABLE "stripe_prices" ADD COLUMN "currency" text;--> statement-breakpoint
ALTER TABLE "stripe_prices" ADD COLUMN "unit_amount_minor" text;--> statement-breakpoint
ALTER TABLE "stripe_prices" ADD COLUMN "identifies" boolean;--> statement-breakpoint
-- Until now only bases had prices.
UPDATE "stripe_prices" p SET
	"component_key" = 'base',
	"option_key" = '',
	"currency" = v."definition"->>'currency',
	"unit_amount_minor" = (
		SELECT part->'amountMinor'->>p."interval"
		FROM jsonb_array_elements(v."definition"->'components') part WHERE part->>'kind' = 'base'
	),
	"identifies" = true
FROM "plan_versions" v WHERE v."id" = p."plan_version_id";--> statement-breakpoint
ALTER TABLE "stripe_prices" ALTER COLUMN "component_key" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "stripe_prices" ALTER COLUMN "option_key" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "stripe_prices" ALTER COLUMN "currency" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "stripe_prices" ALTER COLUMN "unit_amount_minor" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "stripe_prices" ALTER COLUMN "identifies" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "stripe_prices" ADD CONSTRAINT "stripe_prices_pk" PRIMARY KEY("plan_version_id","component_key","option_key","interval");--> statement-breakpoint
CREATE UNIQUE INDEX "stripe_prices_identifying" ON "stripe_prices" USING btree ("stripe_price_id") WHERE "stripe_prices"."identifies";--> statement-breakpoint
CREATE POLICY "add_ons_for_staff" ON "add_ons" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "meter_units_readable" ON "meter_units" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "meter_units_for_staff" ON "meter_units" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "plan_drafts_for_staff" ON "plan_drafts" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "stripe_products_readable" ON "stripe_products" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "stripe_products_for_staff" ON "stripe_products" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tax_rates_readable" ON "tax_rates" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "tax_rates_for_staff" ON "tax_rates" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tax_settings_readable" ON "tax_settings" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "tax_settings_for_staff" ON "tax_settings" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);