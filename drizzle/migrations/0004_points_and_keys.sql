CREATE TABLE "usage_points" (
	"tenant_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"value" numeric NOT NULL,
	CONSTRAINT "usage_points_tenant_id_unit_id_at_pk" PRIMARY KEY("tenant_id","unit_id","at")
);
--> statement-breakpoint
ALTER TABLE "usage_points" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "api_keys" ALTER COLUMN "secret_hash" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "kind" text DEFAULT 'bearer' NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "prefix" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "saas_id" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "access_key" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "sealed_secret" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "created_by" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "last_used_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_access_key_unique" UNIQUE("access_key");--> statement-breakpoint
CREATE POLICY "usage_points_own_rows" ON "usage_points" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("usage_points"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid)) WITH CHECK ("usage_points"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid));--> statement-breakpoint
CREATE POLICY "usage_points_all_rows_for_staff" ON "usage_points" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);