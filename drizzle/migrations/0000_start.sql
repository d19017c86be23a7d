CREATE SEQUENCE "public"."stripe_readings" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "plan_versions" (
	"id" text PRIMARY KEY NOT NULL,
	"plan_id" text NOT NULL,
	"version" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"retired_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "plan_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "plans" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"rank" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "plans_key_unique" UNIQUE("key")
);
--> statement-breakpoint
ALTER TABLE "plans" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stripe_prices" (
	"plan_version_id" text NOT NULL,
	"interval" text NOT NULL,
	"stripe_price_id" text NOT NULL,
	"stripe_product_id" text NOT NULL,
	CONSTRAINT "stripe_prices_plan_version_id_interval_pk" PRIMARY KEY("plan_version_id","interval"),
	CONSTRAINT "stripe_prices_stripe_price_id_unique" UNIQUE("stripe_price_id")
);
--> statement-breakpoint
ALTER TABLE "stripe_prices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_log" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"request_id" text NOT NULL,
	CONSTRAINT "audit_log_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "audit_log" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "effects" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"operation" text NOT NULL,
	"parameters" jsonb NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"claimed_until" timestamp (3) with time zone,
	"last_error" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "effects_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "effects" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sent_mails" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"effect_id" text NOT NULL,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sent_mails_effect_id_unique" UNIQUE("effect_id")
);
--> statement-breakpoint
ALTER TABLE "sent_mails" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stripe_events" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"object_id" text NOT NULL,
	"payload" jsonb NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"processed_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text
);
--> statement-breakpoint
ALTER TABLE "stripe_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "license_terms" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"license_id" text NOT NULL,
	"plan_version_id" text NOT NULL,
	"interval" text,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	CONSTRAINT "license_terms_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "license_terms" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "licenses" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"plan_version_id" text NOT NULL,
	"interval" text,
	"period_start" timestamp (3) with time zone NOT NULL,
	"period_end" timestamp (3) with time zone,
	"renews" boolean DEFAULT true NOT NULL,
	"payment" text DEFAULT 'paid' NOT NULL,
	"due_invoice_url" text,
	"stripe_subscription_id" text,
	"applied_reading" bigint DEFAULT 0 NOT NULL,
	"ended_plan_version_id" text,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "licenses_stripe_subscription_id_unique" UNIQUE("stripe_subscription_id")
);
--> statement-breakpoint
ALTER TABLE "licenses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "orders" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"plan_version_id" text NOT NULL,
	"interval" text NOT NULL,
	"promised" jsonb NOT NULL,
	"stripe_checkout_session_id" text,
	"checkout_url" text,
	"stripe_subscription_id" text,
	"stripe_invoice_id" text,
	"hosted_invoice_url" text,
	"reason" text,
	"ordered_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "orders_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "orders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reservations" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"state" text NOT NULL,
	"plan_version_id" text NOT NULL,
	"interval" text NOT NULL,
	"effective_at" timestamp (3) with time zone NOT NULL,
	"method" text NOT NULL,
	"stripe_schedule_id" text,
	"reserved_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "reservations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "reservations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "billing_details" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"details" jsonb NOT NULL,
	"entered_by" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "billing_details" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payment_accounts" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"stripe_customer_id" text,
	"payer_name" text NOT NULL,
	"payer_email" text NOT NULL,
	"has_payment_method" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payment_accounts_stripe_customer_id_unique" UNIQUE("stripe_customer_id")
);
--> statement-breakpoint
ALTER TABLE "payment_accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "members" (
	"tenant_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "members_tenant_id_user_id_pk" PRIMARY KEY("tenant_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "members" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sign_in_tokens" (
	"email" text NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sign_in_tokens_email_token_hash_pk" PRIMARY KEY("email","token_hash")
);
--> statement-breakpoint
ALTER TABLE "sign_in_tokens" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"sales_model" text NOT NULL,
	"currency" text NOT NULL,
	"time_zone" text NOT NULL,
	"locale" text NOT NULL,
	"payment_administrator_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tenants_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
ALTER TABLE "tenants" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"staff_role" text,
	"email_verified_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "active_users" (
	"tenant_id" text NOT NULL,
	"month" text NOT NULL,
	"user_key" text NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "active_users_tenant_id_month_user_key_pk" PRIMARY KEY("tenant_id","month","user_key")
);
--> statement-breakpoint
ALTER TABLE "active_users" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"secret_hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_keys_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
ALTER TABLE "api_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "demo_clock" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"offset_ms" bigint DEFAULT 0 NOT NULL,
	"frozen_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "demo_clock" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mau_counts" (
	"tenant_id" text NOT NULL,
	"month" text NOT NULL,
	"users" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "mau_counts_tenant_id_month_pk" PRIMARY KEY("tenant_id","month")
);
--> statement-breakpoint
ALTER TABLE "mau_counts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "registration_counts" (
	"tenant_id" text NOT NULL,
	"kind" text NOT NULL,
	"registered" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "registration_counts_tenant_id_kind_pk" PRIMARY KEY("tenant_id","kind")
);
--> statement-breakpoint
ALTER TABLE "registration_counts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "registrations" (
	"tenant_id" text NOT NULL,
	"kind" text NOT NULL,
	"external_id" text NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"registered_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "registrations_tenant_id_kind_external_id_pk" PRIMARY KEY("tenant_id","kind","external_id")
);
--> statement-breakpoint
ALTER TABLE "registrations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD CONSTRAINT "plan_versions_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stripe_prices" ADD CONSTRAINT "stripe_prices_plan_version_id_plan_versions_id_fk" FOREIGN KEY ("plan_version_id") REFERENCES "public"."plan_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "plan_versions_number" ON "plan_versions" USING btree ("plan_id","version");--> statement-breakpoint
CREATE INDEX "audit_log_newest" ON "audit_log" USING btree ("tenant_id","at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "effects_pending" ON "effects" USING btree ("created_at") WHERE "effects"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "stripe_events_unprocessed" ON "stripe_events" USING btree ("received_at") WHERE "stripe_events"."processed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "license_terms_one_open" ON "license_terms" USING btree ("tenant_id") WHERE "license_terms"."ends_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "orders_one_open" ON "orders" USING btree ("tenant_id") WHERE "orders"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "orders_by_subscription" ON "orders" USING btree ("stripe_subscription_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reservations_one_open" ON "reservations" USING btree ("tenant_id") WHERE "reservations"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "members_by_user" ON "members" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE POLICY "plan_versions_readable" ON "plan_versions" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "plan_versions_for_staff" ON "plan_versions" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "plans_readable" ON "plans" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "plans_for_staff" ON "plans" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "stripe_prices_readable" ON "stripe_prices" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "stripe_prices_for_staff" ON "stripe_prices" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "audit_log_own_rows" ON "audit_log" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("audit_log"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("audit_log"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "audit_log_all_rows_for_staff" ON "audit_log" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "effects_own_rows" ON "effects" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("effects"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("effects"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "effects_all_rows_for_staff" ON "effects" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sent_mails_for_staff" ON "sent_mails" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "stripe_events_for_staff" ON "stripe_events" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "license_terms_own_rows" ON "license_terms" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("license_terms"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("license_terms"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "license_terms_all_rows_for_staff" ON "license_terms" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "licenses_own_rows" ON "licenses" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("licenses"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("licenses"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "licenses_all_rows_for_staff" ON "licenses" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "orders_own_rows" ON "orders" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("orders"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("orders"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "orders_all_rows_for_staff" ON "orders" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reservations_own_rows" ON "reservations" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("reservations"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("reservations"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "reservations_all_rows_for_staff" ON "reservations" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "billing_details_own_rows" ON "billing_details" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("billing_details"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("billing_details"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "billing_details_all_rows_for_staff" ON "billing_details" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "payment_accounts_own_rows" ON "payment_accounts" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("payment_accounts"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("payment_accounts"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "payment_accounts_all_rows_for_staff" ON "payment_accounts" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "members_own_rows" ON "members" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("members"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("members"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "members_all_rows_for_staff" ON "members" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sign_in_tokens_for_staff" ON "sign_in_tokens" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenants_own_rows" ON "tenants" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("tenants"."id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("tenants"."id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "tenants_all_rows_for_staff" ON "tenants" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "users_of_own_tenant" ON "users" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (exists (select 1 from members where members.user_id = "users"."id"));--> statement-breakpoint
CREATE POLICY "users_for_staff" ON "users" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "active_users_own_rows" ON "active_users" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("active_users"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("active_users"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "active_users_all_rows_for_staff" ON "active_users" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "api_keys_for_staff" ON "api_keys" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "demo_clock_for_staff" ON "demo_clock" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "mau_counts_own_rows" ON "mau_counts" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("mau_counts"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("mau_counts"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "mau_counts_all_rows_for_staff" ON "mau_counts" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "registration_counts_own_rows" ON "registration_counts" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("registration_counts"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("registration_counts"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "registration_counts_all_rows_for_staff" ON "registration_counts" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "registrations_own_rows" ON "registrations" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("registrations"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("registrations"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "registrations_all_rows_for_staff" ON "registrations" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);