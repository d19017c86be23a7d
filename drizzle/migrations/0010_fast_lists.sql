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
ALTER TABLE "plan_versions" ADD COLUMN "included_mau" numeric GENERATED ALWAYS AS (case when jsonb_path_query_first(definition, '$.components[*] ? (@.kind == "usage" && @.meter == "mau")') #>> '{price,model}' <> 'unlimited'
        then (jsonb_path_query_first(definition, '$.components[*] ? (@.kind == "usage" && @.meter == "mau")') ->> 'included')::numeric * coalesce((jsonb_path_query_first(definition, '$.components[*] ? (@.kind == "usage" && @.meter == "mau")') #>> '{scale,divideBy}')::numeric, 1) end) STORED;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD COLUMN "mau_per_seat" numeric GENERATED ALWAYS AS ((jsonb_path_query_first(definition, '$.components[*] ? (@.kind == "usage" && @.meter == "mau")') ->> 'includedPerSeat')::numeric * coalesce((jsonb_path_query_first(definition, '$.components[*] ? (@.kind == "usage" && @.meter == "mau")') #>> '{scale,divideBy}')::numeric, 1)) STORED;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD COLUMN "included_seats" integer GENERATED ALWAYS AS ((jsonb_path_query_first(definition, '$.components[*] ? (@.kind == "seats")') ->> 'included')::integer) STORED;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD COLUMN "minimum_seats" integer GENERATED ALWAYS AS ((jsonb_path_query_first(definition, '$.components[*] ? (@.kind == "seats")') ->> 'minimum')::integer) STORED;--> statement-breakpoint
CREATE POLICY "recurring_revenue_own_rows" ON "recurring_revenue" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("recurring_revenue"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("recurring_revenue"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "recurring_revenue_all_rows_for_staff" ON "recurring_revenue" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);