CREATE TABLE "contracts" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"state" text NOT NULL,
	"plan_version_id" text NOT NULL,
	"base_plan_version_id" text NOT NULL,
	"override_reason" text,
	"interval" text NOT NULL,
	"quantities" jsonb NOT NULL,
	"discount" jsonb,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"at_end" text NOT NULL,
	"renewals" integer DEFAULT 0 NOT NULL,
	"term_starts_at" timestamp (3) with time zone NOT NULL,
	"term_ends_at" timestamp (3) with time zone,
	"ending_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"invoiced_by" text NOT NULL,
	"days_until_due" integer,
	"stripe_subscription_id" text,
	"stripe_problem" text,
	"reminded_days" integer,
	"reminded_of" timestamp (3) with time zone,
	"agreed_by" text NOT NULL,
	"agreed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "contracts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "contracts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "plan_versions_number";--> statement-breakpoint
ALTER TABLE "plan_versions" ADD COLUMN "negotiated_for" text;--> statement-breakpoint
CREATE UNIQUE INDEX "contracts_one_active" ON "contracts" USING btree ("tenant_id") WHERE "contracts"."state" = 'active';--> statement-breakpoint
CREATE UNIQUE INDEX "contracts_one_scheduled" ON "contracts" USING btree ("tenant_id") WHERE "contracts"."state" = 'scheduled';--> statement-breakpoint
CREATE INDEX "contracts_by_state" ON "contracts" USING btree ("state","starts_at");--> statement-breakpoint
CREATE INDEX "contracts_by_subscription" ON "contracts" USING btree ("stripe_subscription_id");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_versions_number" ON "plan_versions" USING btree ("plan_id","version") WHERE "plan_versions"."negotiated_for" is null;--> statement-breakpoint
CREATE POLICY "plan_versions_negotiated" ON "plan_versions" AS PERMISSIVE FOR INSERT TO "choba_tenant" WITH CHECK ("plan_versions"."negotiated_for" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "contracts_own_rows" ON "contracts" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("contracts"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("contracts"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "contracts_all_rows_for_staff" ON "contracts" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "plan_versions_readable" ON "plan_versions" TO choba_tenant USING ("plan_versions"."negotiated_for" is null or "plan_versions"."negotiated_for" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
ALTER POLICY "stripe_prices_readable" ON "stripe_prices" TO choba_tenant USING (exists (select 1 from plan_versions where plan_versions.id = "stripe_prices"."plan_version_id"));