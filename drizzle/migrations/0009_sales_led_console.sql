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
CREATE TABLE "hand_acts" (
	"tenant_id" text NOT NULL,
	"key" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "hand_acts_tenant_id_key_pk" PRIMARY KEY("tenant_id","key")
);
--> statement-breakpoint
ALTER TABLE "hand_acts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
CREATE TABLE "invitations" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"locale" text NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by_name" text NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "invitations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "invitations_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "invitations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stripe_invoice_listings" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"stripe_customer_id" text NOT NULL,
	"listed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "stripe_invoice_listings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stripe_invoices" (
	"tenant_id" text NOT NULL,
	"stripe_invoice_id" text NOT NULL,
	"stripe_customer_id" text NOT NULL,
	"stripe_subscription_id" text,
	"number" text,
	"status" text NOT NULL,
	"total_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone,
	"hosted_url" text,
	"applied_reading" bigint NOT NULL,
	CONSTRAINT "stripe_invoices_tenant_id_stripe_invoice_id_pk" PRIMARY KEY("tenant_id","stripe_invoice_id")
);
--> statement-breakpoint
ALTER TABLE "stripe_invoices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tenant_notes" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"author_id" text NOT NULL,
	"author_name" text NOT NULL,
	"body" text NOT NULL,
	"is_pinned" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"edited_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "tenant_notes_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "tenant_notes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "quote_numbers" (
	"year" integer PRIMARY KEY NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "quote_numbers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "quote_states" (
	"tenant_id" text NOT NULL,
	"quote_id" text NOT NULL,
	"step" integer NOT NULL,
	"state" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_name" text NOT NULL,
	"note" text NOT NULL,
	"on_paper" boolean DEFAULT false NOT NULL,
	CONSTRAINT "quote_states_tenant_id_quote_id_step_pk" PRIMARY KEY("tenant_id","quote_id","step")
);
--> statement-breakpoint
ALTER TABLE "quote_states" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "quotes" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"number" text,
	"state" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"replaces_id" text,
	"subject" text NOT NULL,
	"language" text NOT NULL,
	"plan_version_id" text NOT NULL,
	"interval" text NOT NULL,
	"quantities" jsonb NOT NULL,
	"discount" jsonb,
	"tax_keys" jsonb NOT NULL,
	"negotiated" jsonb,
	"period" jsonb NOT NULL,
	"invoicing" jsonb NOT NULL,
	"valid_until" text NOT NULL,
	"valid_before" timestamp (3) with time zone,
	"terms" text NOT NULL,
	"currency" text NOT NULL,
	"total_minor" bigint NOT NULL,
	"frozen" jsonb,
	"public_token" text,
	"created_by" text,
	"created_by_name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "quotes_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "quotes_number_unique" UNIQUE("number"),
	CONSTRAINT "quotes_public_token_unique" UNIQUE("public_token")
);
--> statement-breakpoint
ALTER TABLE "quotes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "saved_views" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "usage_events_by_time";--> statement-breakpoint
DROP INDEX "usage_events_by_recording";--> statement-breakpoint
DROP INDEX "plan_versions_number";--> statement-breakpoint
ALTER TABLE "plan_versions" ADD COLUMN "negotiated_for" text;--> statement-breakpoint
ALTER TABLE "metering_epoch" ADD COLUMN "aggregations_apply" boolean;--> statement-breakpoint
ALTER TABLE "usage_archived_keys" ADD COLUMN "month" text;--> statement-breakpoint
ALTER TABLE "billing_details" ADD COLUMN "missing" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "billing_details" ADD COLUMN "known_at_stripe" jsonb;--> statement-breakpoint
ALTER TABLE "billing_details" ADD COLUMN "reading_number" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "billing_details" ADD COLUMN "sending" jsonb;--> statement-breakpoint
ALTER TABLE "billing_details" ADD COLUMN "sending_effect" text;--> statement-breakpoint
ALTER TABLE "billing_details" ADD COLUMN "sending_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "billing_details" ADD COLUMN "stripe_refusal" text;--> statement-breakpoint
ALTER TABLE "billing_details" ADD COLUMN "tax_id_verifications" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "billing_details" ADD COLUMN "told_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "contracts_one_active" ON "contracts" USING btree ("tenant_id") WHERE "contracts"."state" = 'active';--> statement-breakpoint
CREATE UNIQUE INDEX "contracts_one_scheduled" ON "contracts" USING btree ("tenant_id") WHERE "contracts"."state" = 'scheduled';--> statement-breakpoint
CREATE INDEX "contracts_by_state" ON "contracts" USING btree ("state","starts_at");--> statement-breakpoint
CREATE INDEX "contracts_by_subscription" ON "contracts" USING btree ("stripe_subscription_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_one_open" ON "invitations" USING btree ("tenant_id","email") WHERE "invitations"."accepted_at" is null and "invitations"."withdrawn_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "stripe_invoices_by_stripe_id" ON "stripe_invoices" USING btree ("stripe_invoice_id");--> statement-breakpoint
CREATE INDEX "stripe_invoices_newest" ON "stripe_invoices" USING btree ("tenant_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "stripe_invoices_by_number" ON "stripe_invoices" USING btree (lower("number") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "stripe_invoices_by_subscription" ON "stripe_invoices" USING btree ("stripe_subscription_id");--> statement-breakpoint
CREATE INDEX "tenant_notes_shown" ON "tenant_notes" USING btree ("tenant_id","is_pinned" DESC NULLS LAST,"created_at" DESC NULLS LAST) WHERE "tenant_notes"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "quotes_by_state" ON "quotes" USING btree ("state","valid_before");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_one_name" ON "saved_views" USING btree ("user_id",lower("name"));--> statement-breakpoint
CREATE INDEX "licenses_by_plan" ON "licenses" USING btree ("plan_version_id");--> statement-breakpoint
CREATE INDEX "licenses_by_end" ON "licenses" USING btree ("period_end");--> statement-breakpoint
CREATE INDEX "licenses_unpaid" ON "licenses" USING btree ("payment") WHERE "licenses"."payment" <> 'paid';--> statement-breakpoint
CREATE INDEX "usage_events_by_block" ON "usage_events" USING brin ("recorded_at","occurred_at" timestamptz_minmax_multi_ops,"event_name" text_bloom_ops(n_distinct_per_range=64)) WITH (pages_per_range=32,autosummarize=true);--> statement-breakpoint
CREATE INDEX "tenants_by_name" ON "tenants" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "tenants_by_age" ON "tenants" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "users_of_staff" ON "users" USING btree ("staff_role") WHERE "users"."staff_role" is not null;--> statement-breakpoint
CREATE INDEX "mau_counts_by_month" ON "mau_counts" USING btree ("month","tenant_id");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_versions_number" ON "plan_versions" USING btree ("plan_id","version") WHERE "plan_versions"."negotiated_for" is null;--> statement-breakpoint
CREATE POLICY "plan_versions_negotiated" ON "plan_versions" AS PERMISSIVE FOR INSERT TO "choba_tenant" WITH CHECK ("plan_versions"."negotiated_for" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "billing_detail_conflicts_own_rows" ON "billing_detail_conflicts" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("billing_detail_conflicts"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("billing_detail_conflicts"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "billing_detail_conflicts_all_rows_for_staff" ON "billing_detail_conflicts" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "billing_detail_entries_own_rows" ON "billing_detail_entries" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("billing_detail_entries"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("billing_detail_entries"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "billing_detail_entries_all_rows_for_staff" ON "billing_detail_entries" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "hand_acts_own_rows" ON "hand_acts" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("hand_acts"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("hand_acts"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "hand_acts_all_rows_for_staff" ON "hand_acts" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "contracts_own_rows" ON "contracts" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("contracts"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("contracts"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "contracts_all_rows_for_staff" ON "contracts" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "invitations_own_rows" ON "invitations" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("invitations"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("invitations"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "invitations_all_rows_for_staff" ON "invitations" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "stripe_invoice_listings_own_rows" ON "stripe_invoice_listings" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("stripe_invoice_listings"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("stripe_invoice_listings"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "stripe_invoice_listings_all_rows_for_staff" ON "stripe_invoice_listings" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "stripe_invoices_own_rows" ON "stripe_invoices" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("stripe_invoices"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("stripe_invoices"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "stripe_invoices_all_rows_for_staff" ON "stripe_invoices" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_notes_for_staff" ON "tenant_notes" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "quote_numbers_for_staff" ON "quote_numbers" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "quote_states_own_rows" ON "quote_states" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("quote_states"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("quote_states"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "quote_states_all_rows_for_staff" ON "quote_states" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "quotes_own_rows" ON "quotes" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("quotes"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("quotes"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "quotes_all_rows_for_staff" ON "quotes" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "saved_views_for_staff" ON "saved_views" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "plan_versions_readable" ON "plan_versions" TO choba_tenant USING ("plan_versions"."negotiated_for" is null or "plan_versions"."negotiated_for" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
ALTER POLICY "stripe_prices_readable" ON "stripe_prices" TO choba_tenant USING (exists (select 1 from plan_versions where plan_versions.id = "stripe_prices"."plan_version_id"));