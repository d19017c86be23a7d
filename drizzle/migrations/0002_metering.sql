CREATE TABLE "metering_epoch" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"epoch" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "metering_epoch" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "usage_corrections" (
	"tenant_id" uuid NOT NULL,
	"event_key" uuid NOT NULL,
	"correction_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"properties" jsonb,
	"occurred_at" timestamp (3) with time zone,
	"reason" text NOT NULL,
	"actor" text NOT NULL,
	"corrected_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "usage_corrections_tenant_id_event_key_correction_id_pk" PRIMARY KEY("tenant_id","event_key","correction_id")
);
--> statement-breakpoint
ALTER TABLE "usage_corrections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "usage_days" (
	"tenant_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"day" date NOT NULL,
	"events" bigint NOT NULL,
	"sum" numeric NOT NULL,
	"max" numeric NOT NULL,
	"last" numeric NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"last_key" uuid NOT NULL,
	CONSTRAINT "usage_days_tenant_id_unit_id_day_pk" PRIMARY KEY("tenant_id","unit_id","day")
);
--> statement-breakpoint
ALTER TABLE "usage_days" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "usage_events" (
	"tenant_id" uuid NOT NULL,
	"event_key" uuid NOT NULL,
	"event_id" text,
	"event_name" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"fingerprint" bigint NOT NULL,
	"properties" jsonb,
	CONSTRAINT "usage_events_tenant_id_event_key_pk" PRIMARY KEY("tenant_id","event_key")
);
--> statement-breakpoint
ALTER TABLE "usage_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "usage_seen" (
	"tenant_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"day" date NOT NULL,
	"seen" uuid NOT NULL,
	CONSTRAINT "usage_seen_tenant_id_unit_id_day_seen_pk" PRIMARY KEY("tenant_id","unit_id","day","seen")
);
--> statement-breakpoint
ALTER TABLE "usage_seen" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "meter_units" ADD COLUMN "filter" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "meter_units" ADD COLUMN "counts_from" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "usage_events_by_time" ON "usage_events" USING brin ("occurred_at");--> statement-breakpoint
CREATE INDEX "usage_events_by_recording" ON "usage_events" USING brin ("recorded_at");--> statement-breakpoint
CREATE POLICY "metering_epoch_for_staff" ON "metering_epoch" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_corrections_own_rows" ON "usage_corrections" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("usage_corrections"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid)) WITH CHECK ("usage_corrections"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid));--> statement-breakpoint
CREATE POLICY "usage_corrections_all_rows_for_staff" ON "usage_corrections" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_days_own_rows" ON "usage_days" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("usage_days"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid)) WITH CHECK ("usage_days"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid));--> statement-breakpoint
CREATE POLICY "usage_days_all_rows_for_staff" ON "usage_days" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_days_written_by_ingest" ON "usage_days" AS PERMISSIVE FOR ALL TO "choba_ingest" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_events_own_rows" ON "usage_events" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("usage_events"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid)) WITH CHECK ("usage_events"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid));--> statement-breakpoint
CREATE POLICY "usage_events_all_rows_for_staff" ON "usage_events" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_events_written_by_ingest" ON "usage_events" AS PERMISSIVE FOR ALL TO "choba_ingest" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_seen_own_rows" ON "usage_seen" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("usage_seen"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid)) WITH CHECK ("usage_seen"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid));--> statement-breakpoint
CREATE POLICY "usage_seen_all_rows_for_staff" ON "usage_seen" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_seen_written_by_ingest" ON "usage_seen" AS PERMISSIVE FOR ALL TO "choba_ingest" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER TABLE "usage_days" SET (fillfactor = 50);
