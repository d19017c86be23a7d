CREATE TABLE "disputes" (
	"tenant_id" text NOT NULL,
	"stripe_dispute_id" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	"reason" text NOT NULL,
	"standing" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"answer_by" timestamp (3) with time zone,
	"applied_reading" bigint NOT NULL,
	CONSTRAINT "disputes_tenant_id_stripe_dispute_id_pk" PRIMARY KEY("tenant_id","stripe_dispute_id")
);
--> statement-breakpoint
ALTER TABLE "disputes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recurring_revenue" (
	"tenant_id" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"plan_id" text NOT NULL,
	"currency" text NOT NULL,
	"monthly_minor" bigint NOT NULL,
	CONSTRAINT "recurring_revenue_tenant_id_starts_at_pk" PRIMARY KEY("tenant_id","starts_at")
);
--> statement-breakpoint
ALTER TABLE "recurring_revenue" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stripe_tax_rates" (
	"tax_rate_id" text PRIMARY KEY NOT NULL,
	"stripe_tax_rate_id" text NOT NULL,
	CONSTRAINT "stripe_tax_rates_stripe_tax_rate_id_unique" UNIQUE("stripe_tax_rate_id")
);
--> statement-breakpoint
ALTER TABLE "stripe_tax_rates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD COLUMN "included_mau" numeric GENERATED ALWAYS AS (case when jsonb_path_query_first(definition, '$.components[*] ? (@.kind == "usage" && @.meter == "mau")') #>> '{price,model}' <> 'unlimited'
        then (jsonb_path_query_first(definition, '$.components[*] ? (@.kind == "usage" && @.meter == "mau")') ->> 'included')::numeric * coalesce((jsonb_path_query_first(definition, '$.components[*] ? (@.kind == "usage" && @.meter == "mau")') #>> '{scale,divideBy}')::numeric, 1) end) STORED;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD COLUMN "mau_per_seat" numeric GENERATED ALWAYS AS ((jsonb_path_query_first(definition, '$.components[*] ? (@.kind == "usage" && @.meter == "mau")') ->> 'includedPerSeat')::numeric * coalesce((jsonb_path_query_first(definition, '$.components[*] ? (@.kind == "usage" && @.meter == "mau")') #>> '{scale,divideBy}')::numeric, 1)) STORED;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD COLUMN "included_seats" integer GENERATED ALWAYS AS ((jsonb_path_query_first(definition, '$.components[*] ? (@.kind == "seats")') ->> 'included')::integer) STORED;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD COLUMN "minimum_seats" integer GENERATED ALWAYS AS ((jsonb_path_query_first(definition, '$.components[*] ? (@.kind == "seats")') ->> 'minimum')::integer) STORED;--> statement-breakpoint
ALTER TABLE "contracts" ADD COLUMN "taxes" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "contracts" ADD COLUMN "tax_rounding" jsonb DEFAULT '{"each":"rate","rounding":"half_up"}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "stripe_tax_rates" ADD CONSTRAINT "stripe_tax_rates_tax_rate_id_tax_rates_id_fk" FOREIGN KEY ("tax_rate_id") REFERENCES "public"."tax_rates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disputes_by_standing" ON "disputes" USING btree ("standing","answer_by");--> statement-breakpoint
CREATE POLICY "disputes_own_rows" ON "disputes" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("disputes"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("disputes"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "disputes_all_rows_for_staff" ON "disputes" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "recurring_revenue_own_rows" ON "recurring_revenue" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("recurring_revenue"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("recurring_revenue"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "recurring_revenue_all_rows_for_staff" ON "recurring_revenue" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "stripe_tax_rates_for_staff" ON "stripe_tax_rates" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);