CREATE TABLE "active_days" (
	"tenant_id" uuid NOT NULL,
	"day" date NOT NULL,
	"user_key" uuid NOT NULL,
	CONSTRAINT "active_days_tenant_id_day_user_key_pk" PRIMARY KEY("tenant_id","day","user_key")
);
--> statement-breakpoint
ALTER TABLE "active_days" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "dau_counts" (
	"tenant_id" uuid NOT NULL,
	"day" date NOT NULL,
	"users" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "dau_counts_tenant_id_day_pk" PRIMARY KEY("tenant_id","day")
);
--> statement-breakpoint
ALTER TABLE "dau_counts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "installation_keys" (
	"name" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "installation_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "active_users_written_by_ingest" ON "active_users" AS PERMISSIVE FOR ALL TO "choba_ingest" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "mau_counts_written_by_ingest" ON "mau_counts" AS PERMISSIVE FOR ALL TO "choba_ingest" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "active_days_own_rows" ON "active_days" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("active_days"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid)) WITH CHECK ("active_days"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid));--> statement-breakpoint
CREATE POLICY "active_days_all_rows_for_staff" ON "active_days" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "active_days_written_by_ingest" ON "active_days" AS PERMISSIVE FOR ALL TO "choba_ingest" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "dau_counts_own_rows" ON "dau_counts" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("dau_counts"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid)) WITH CHECK ("dau_counts"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid));--> statement-breakpoint
CREATE POLICY "dau_counts_all_rows_for_staff" ON "dau_counts" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "dau_counts_written_by_ingest" ON "dau_counts" AS PERMISSIVE FOR ALL TO "choba_ingest" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "installation_keys_for_staff" ON "installation_keys" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);