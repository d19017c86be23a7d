CREATE TABLE "billing_detail_conflicts" (
	"tenant_id" text NOT NULL,
	"field" text NOT NULL,
	"theirs" jsonb NOT NULL,
	"found_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "billing_detail_conflicts_tenant_id_field_pk" PRIMARY KEY("tenant_id","field")
);
--> statement-breakpoint
ALTER TABLE "billing_detail_conflicts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "billing_detail_entries" (
	"tenant_id" text NOT NULL,
	"field" text NOT NULL,
	"entered_from" text NOT NULL,
	"entered_by" text NOT NULL,
	"entered_by_name" text NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"needs_confirmation" boolean NOT NULL,
	"confirmed_by" text,
	"confirmed_by_name" text,
	"confirmed_at" timestamp (3) with time zone,
	CONSTRAINT "billing_detail_entries_tenant_id_field_pk" PRIMARY KEY("tenant_id","field")
);
--> statement-breakpoint
ALTER TABLE "billing_detail_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "billing_details" ADD COLUMN "missing" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "billing_details" ADD COLUMN "known_at_stripe" jsonb;--> statement-breakpoint
ALTER TABLE "billing_details" ADD COLUMN "reading_number" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "billing_details" ADD COLUMN "sending" jsonb;--> statement-breakpoint
ALTER TABLE "billing_details" ADD COLUMN "sending_effect" text;--> statement-breakpoint
ALTER TABLE "billing_details" ADD COLUMN "sending_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "billing_details" ADD COLUMN "stripe_refusal" text;--> statement-breakpoint
ALTER TABLE "billing_details" ADD COLUMN "tax_id_verifications" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "billing_details" ADD COLUMN "told_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE POLICY "billing_detail_conflicts_own_rows" ON "billing_detail_conflicts" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("billing_detail_conflicts"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("billing_detail_conflicts"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "billing_detail_conflicts_all_rows_for_staff" ON "billing_detail_conflicts" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "billing_detail_entries_own_rows" ON "billing_detail_entries" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("billing_detail_entries"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("billing_detail_entries"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "billing_detail_entries_all_rows_for_staff" ON "billing_detail_entries" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);