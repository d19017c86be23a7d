CREATE TABLE "usage_archive" (
	"month" text PRIMARY KEY NOT NULL,
	"frozen_at" timestamp (3) with time zone NOT NULL,
	"file" text,
	"sha256" text,
	"events" integer,
	"newest_ordered_key" text,
	"dropped_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "usage_archive" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "usage_archived_keys" (
	"tenant_id" uuid NOT NULL,
	"event_key" uuid NOT NULL,
	"fingerprint" bigint NOT NULL,
	CONSTRAINT "usage_archived_keys_tenant_id_event_key_pk" PRIMARY KEY("tenant_id","event_key")
);
--> statement-breakpoint
ALTER TABLE "usage_archived_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "usage_recounts" (
	"tenant_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"revision" uuid NOT NULL,
	"planned" integer,
	"done" integer DEFAULT 0 NOT NULL,
	"cursor_tenant" uuid,
	"cursor_day" date,
	"claimed_until" timestamp (3) with time zone,
	"requested_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "usage_recounts_tenant_id_unit_id_pk" PRIMARY KEY("tenant_id","unit_id")
);
--> statement-breakpoint
ALTER TABLE "usage_recounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "usage_archive_for_staff" ON "usage_archive" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_archived_keys_own_rows" ON "usage_archived_keys" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("usage_archived_keys"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid)) WITH CHECK ("usage_archived_keys"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid));--> statement-breakpoint
CREATE POLICY "usage_archived_keys_all_rows_for_staff" ON "usage_archived_keys" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_recounts_own_rows" ON "usage_recounts" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("usage_recounts"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid)) WITH CHECK ("usage_recounts"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid));--> statement-breakpoint
CREATE POLICY "usage_recounts_all_rows_for_staff" ON "usage_recounts" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);