CREATE SEQUENCE "public"."plan_draft_revisions" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "public"."stripe_read_sequence" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "public"."event_positions" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "billing_closes" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"state" text NOT NULL,
	"kind" text NOT NULL,
	"currency" text NOT NULL,
	"period_from" text NOT NULL,
	"time_zone" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"charge_id" text,
	"carrier" text,
	"hold_reason" text,
	"held_until" timestamp (3) with time zone,
	"problem" text,
	"tried_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "billing_closes_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "billing_closes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "close_holds" (
	"tenant_id" text NOT NULL,
	"reason" text NOT NULL,
	"held_until" timestamp (3) with time zone NOT NULL,
	"held_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "close_holds_tenant_id_pk" PRIMARY KEY("tenant_id")
);
--> statement-breakpoint
ALTER TABLE "close_holds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
CREATE TABLE "billing_details" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"details" jsonb NOT NULL,
	"entered_by" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"missing" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"known_at_stripe" jsonb,
	"reading_number" integer DEFAULT 0 NOT NULL,
	"sending" jsonb,
	"sending_message" text,
	"sending_until" timestamp (3) with time zone,
	"stripe_refusal" text,
	"tax_id_verifications" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"notified_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "billing_details" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "billing_settings" (
	"id" integer PRIMARY KEY NOT NULL,
	"grace_hours" integer NOT NULL,
	"correction_days" integer NOT NULL,
	"at_once_minor" jsonb NOT NULL,
	"least_minor" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "billing_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "booked_months" (
	"month" text PRIMARY KEY NOT NULL,
	"invoices" integer NOT NULL,
	"totals_minor" jsonb NOT NULL,
	"booked_by" text NOT NULL,
	"booked_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "booked_months" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "book_settings" (
	"id" integer PRIMARY KEY NOT NULL,
	"time_zone" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "book_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "add_ons" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"definition" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "add_ons_key_unique" UNIQUE("key")
);
--> statement-breakpoint
ALTER TABLE "add_ons" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "default_tax_rates" (
	"country" text NOT NULL,
	"category" text NOT NULL,
	"from_day" text NOT NULL,
	"tax_rate_id" text,
	CONSTRAINT "default_tax_rates_country_category_from_day_pk" PRIMARY KEY("country","category","from_day")
);
--> statement-breakpoint
ALTER TABLE "default_tax_rates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "meter_units" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_name" text NOT NULL,
	"display_name" jsonb NOT NULL,
	"unit_label" jsonb NOT NULL,
	"description" text NOT NULL,
	"event_name" text NOT NULL,
	"property" text,
	"filter" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"counts_from" timestamp (3) with time zone,
	"aggregation" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "meter_units_unit_name_unique" UNIQUE("unit_name")
);
--> statement-breakpoint
ALTER TABLE "meter_units" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "plan_drafts" (
	"plan_id" text PRIMARY KEY NOT NULL,
	"rank" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "plan_drafts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "plan_versions" (
	"id" text PRIMARY KEY NOT NULL,
	"plan_id" text NOT NULL,
	"version" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"retired_at" timestamp (3) with time zone,
	"negotiated_for" text,
	"included_mau" numeric GENERATED ALWAYS AS (case when jsonb_path_query_first(definition, '$.components[*] ? (@.kind == "usage" && @.meter == "mau")') #>> '{price,model}' <> 'unlimited'
        then (jsonb_path_query_first(definition, '$.components[*] ? (@.kind == "usage" && @.meter == "mau")') ->> 'included')::numeric * coalesce((jsonb_path_query_first(definition, '$.components[*] ? (@.kind == "usage" && @.meter == "mau")') #>> '{scale,divideBy}')::numeric, 1) end) STORED,
	"mau_per_seat" numeric GENERATED ALWAYS AS ((jsonb_path_query_first(definition, '$.components[*] ? (@.kind == "usage" && @.meter == "mau")') ->> 'includedPerSeat')::numeric * coalesce((jsonb_path_query_first(definition, '$.components[*] ? (@.kind == "usage" && @.meter == "mau")') #>> '{scale,divideBy}')::numeric, 1)) STORED,
	"included_seats" integer GENERATED ALWAYS AS ((jsonb_path_query_first(definition, '$.components[*] ? (@.kind == "seats")') ->> 'included')::integer) STORED,
	"minimum_seats" integer GENERATED ALWAYS AS ((jsonb_path_query_first(definition, '$.components[*] ? (@.kind == "seats")') ->> 'minimum')::integer) STORED
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
CREATE TABLE "product_ids" (
	"plan_id" text NOT NULL,
	"interval" text NOT NULL,
	"component_key" text NOT NULL,
	"option_key" text NOT NULL,
	"external_id" text NOT NULL,
	CONSTRAINT "product_ids_plan_id_interval_component_key_option_key_pk" PRIMARY KEY("plan_id","interval","component_key","option_key")
);
--> statement-breakpoint
ALTER TABLE "product_ids" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stripe_prices" (
	"plan_version_id" text NOT NULL,
	"component_key" text NOT NULL,
	"option_key" text NOT NULL,
	"interval" text NOT NULL,
	"stripe_price_id" text NOT NULL,
	"stripe_product_id" text NOT NULL,
	"currency" text NOT NULL,
	"unit_amount_minor" text NOT NULL,
	"identifies" boolean NOT NULL,
	CONSTRAINT "stripe_prices_pk" PRIMARY KEY("plan_version_id","component_key","option_key","interval")
);
--> statement-breakpoint
ALTER TABLE "stripe_prices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stripe_products" (
	"plan_id" text NOT NULL,
	"component_key" text NOT NULL,
	"stripe_product_id" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "stripe_products_plan_id_component_key_pk" PRIMARY KEY("plan_id","component_key")
);
--> statement-breakpoint
ALTER TABLE "stripe_products" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tax_rates" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"display_name" jsonb NOT NULL,
	"percent" text NOT NULL,
	"inclusive" boolean NOT NULL,
	"country" text NOT NULL,
	"jurisdiction" text NOT NULL,
	"description" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "tax_rates_key_unique" UNIQUE("key")
);
--> statement-breakpoint
ALTER TABLE "tax_rates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tax_settings" (
	"id" integer PRIMARY KEY NOT NULL,
	"rounding" text NOT NULL,
	"prices_include_tax" boolean DEFAULT false NOT NULL,
	"seller_country" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "tax_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "billed_lines" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"charge_id" text NOT NULL,
	"line" jsonb NOT NULL,
	"until_day" text NOT NULL,
	"given_back_from" text,
	CONSTRAINT "billed_lines_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "billed_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "charges" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"promise" jsonb NOT NULL,
	"currency" text NOT NULL,
	"total_minor" bigint NOT NULL,
	"days_until_due" integer,
	"open_minor" bigint NOT NULL,
	"stripe_invoice_id" text,
	"hosted_invoice_url" text,
	"reason" text,
	"failed_at" timestamp (3) with time zone,
	"retries" integer DEFAULT 0 NOT NULL,
	"retried_at" timestamp (3) with time zone,
	"next_retry_at" timestamp (3) with time zone,
	"look_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"lost_at" timestamp (3) with time zone,
	"lost_sequence" bigint,
	CONSTRAINT "charges_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "charges" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "checkouts" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"email" text,
	"name" text,
	"plan_key" text NOT NULL,
	"interval" text NOT NULL,
	"seats" integer NOT NULL,
	"addons" jsonb NOT NULL,
	"coupon_code" text,
	"currency" text NOT NULL,
	"address" jsonb,
	"return_url" text,
	"cancel_url" text,
	"metadata" jsonb NOT NULL,
	"key_id" text,
	"request_hash" text NOT NULL,
	"idempotency_key" text,
	"visitor" jsonb,
	"visitor_token_hash" text,
	"visitor_token_expires_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "checkouts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "checkouts_id_unique" UNIQUE("id"),
	CONSTRAINT "checkouts_visitor_token_hash_unique" UNIQUE("visitor_token_hash")
);
--> statement-breakpoint
ALTER TABLE "checkouts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "promises" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"change" jsonb NOT NULL,
	"digest" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "promises_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "promises" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "collection_settings" (
	"id" integer PRIMARY KEY NOT NULL,
	"retry_days" jsonb NOT NULL,
	"limit_after_days" integer,
	"end_after_days" integer,
	"at_end" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "collection_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
	"taxes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"tax_rounding" text DEFAULT 'half_up' NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"at_end" text NOT NULL,
	"renewals" integer DEFAULT 0 NOT NULL,
	"term_starts_at" timestamp (3) with time zone NOT NULL,
	"term_ends_at" timestamp (3) with time zone,
	"ending_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"time_zone" text NOT NULL,
	"billed_until" text,
	"bills_at" timestamp (3) with time zone,
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
CREATE TABLE "coupon_redemptions" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"coupon_id" text NOT NULL,
	"order_id" text NOT NULL,
	"redeemed_on" text NOT NULL,
	"once_per_tenant" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "coupon_redemptions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "coupon_redemptions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "coupons" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" jsonb NOT NULL,
	"value" jsonb NOT NULL,
	"plans" jsonb NOT NULL,
	"components" jsonb,
	"months" integer,
	"once_per_tenant" boolean NOT NULL,
	"first_day" text,
	"last_day" text,
	"used" integer DEFAULT 0 NOT NULL,
	"maximum_uses" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "coupons_code_unique" UNIQUE("code"),
	CONSTRAINT "coupons_within_maximum" CHECK ("coupons"."used" >= 0 and "coupons"."used" <= "coupons"."maximum_uses")
);
--> statement-breakpoint
ALTER TABLE "coupons" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
	"applied_sequence" bigint NOT NULL,
	CONSTRAINT "disputes_tenant_id_stripe_dispute_id_pk" PRIMARY KEY("tenant_id","stripe_dispute_id")
);
--> statement-breakpoint
ALTER TABLE "disputes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "document_files" (
	"tenant_id" text NOT NULL,
	"document_id" text NOT NULL,
	"content_type" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"keep_until" date NOT NULL,
	CONSTRAINT "document_files_tenant_id_document_id_pk" PRIMARY KEY("tenant_id","document_id")
);
--> statement-breakpoint
ALTER TABLE "document_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "document_settings" (
	"id" integer PRIMARY KEY NOT NULL,
	"years" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "document_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "documents" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"stripe_id" text NOT NULL,
	"stripe_invoice_id" text NOT NULL,
	"number" text NOT NULL,
	"payer_name" text NOT NULL,
	"issued_on" date NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"state" text NOT NULL,
	"problem" text,
	"noted_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"kept_at" timestamp (3) with time zone,
	"content_hash" text,
	"size_bytes" integer,
	"keep_until" date NOT NULL,
	CONSTRAINT "documents_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "documents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "dashboard_sessions" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"link_hash" text NOT NULL,
	"session_hash" text,
	"path" text NOT NULL,
	"outside_url" text,
	"locale" text,
	"return_url" text,
	"embed_origin" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"opened_at" timestamp (3) with time zone,
	CONSTRAINT "dashboard_sessions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "dashboard_sessions_id_unique" UNIQUE("id"),
	CONSTRAINT "dashboard_sessions_link_hash_unique" UNIQUE("link_hash"),
	CONSTRAINT "dashboard_sessions_session_hash_unique" UNIQUE("session_hash")
);
--> statement-breakpoint
ALTER TABLE "dashboard_sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "embedding_settings" (
	"id" integer PRIMARY KEY NOT NULL,
	"origins" text[] NOT NULL,
	"brand_colour" text
);
--> statement-breakpoint
ALTER TABLE "embedding_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "estimates" (
	"id" text PRIMARY KEY NOT NULL,
	"inputs" jsonb NOT NULL,
	"result" jsonb NOT NULL,
	"first_told_to" text NOT NULL,
	"first_told_at" timestamp (3) with time zone NOT NULL,
	"last_told_at" timestamp (3) with time zone NOT NULL,
	"times" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "estimates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "idempotent_requests" (
	"key_id" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"status" integer,
	"headers" jsonb,
	"body" "bytea",
	CONSTRAINT "idempotent_requests_key_id_idempotency_key_pk" PRIMARY KEY("key_id","idempotency_key")
);
--> statement-breakpoint
ALTER TABLE "idempotent_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ingest_minutes" (
	"minute" timestamp (3) with time zone NOT NULL,
	"outcome" text NOT NULL,
	"detail" text NOT NULL,
	"events" bigint NOT NULL,
	"worst_lag_ms" bigint NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "ingest_minutes_minute_outcome_detail_pk" PRIMARY KEY("minute","outcome","detail")
);
--> statement-breakpoint
ALTER TABLE "ingest_minutes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
CREATE TABLE "payment_returns" (
	"tenant_id" text NOT NULL,
	"stripe_charge_id" text NOT NULL,
	"stripe_invoice_id" text NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"told_minor" bigint DEFAULT 0 NOT NULL,
	"lost_minor" bigint DEFAULT 0 NOT NULL,
	"applied_sequence" bigint NOT NULL,
	CONSTRAINT "payment_returns_tenant_id_stripe_charge_id_pk" PRIMARY KEY("tenant_id","stripe_charge_id")
);
--> statement-breakpoint
ALTER TABLE "payment_returns" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
	"payer_name" text DEFAULT '' NOT NULL,
	"number" text,
	"status" text NOT NULL,
	"total_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"paid_minor" bigint NOT NULL,
	"credited_minor" bigint NOT NULL,
	"remaining_minor" bigint NOT NULL,
	"charge_id" text,
	"is_follow_up" boolean DEFAULT false NOT NULL,
	"manual_lines_minor" bigint DEFAULT 0 NOT NULL,
	"manual_coupons_minor" bigint DEFAULT 0 NOT NULL,
	"balance_used_minor" bigint DEFAULT 0 NOT NULL,
	"carried_minor" bigint DEFAULT 0 NOT NULL,
	"credited_before_paid_minor" bigint DEFAULT 0 NOT NULL,
	"credited_later_minor" bigint DEFAULT 0 NOT NULL,
	"taxes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"is_sent" boolean NOT NULL,
	"attempts" integer NOT NULL,
	"next_attempt_at" timestamp (3) with time zone,
	"finalized_at" timestamp (3) with time zone,
	"paid_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone,
	"hosted_url" text,
	"documents_as_of" text,
	"reminded_at" timestamp (3) with time zone,
	"thanked_at" timestamp (3) with time zone,
	"applied_sequence" bigint NOT NULL,
	CONSTRAINT "stripe_invoices_tenant_id_stripe_invoice_id_pk" PRIMARY KEY("tenant_id","stripe_invoice_id")
);
--> statement-breakpoint
ALTER TABLE "stripe_invoices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "license_terms" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"license_id" text NOT NULL,
	"plan_version_id" text NOT NULL,
	"interval" text,
	"seats" integer DEFAULT 0 NOT NULL,
	"addons" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"trial_end" timestamp (3) with time zone,
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
	"seats" integer DEFAULT 0 NOT NULL,
	"addons" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"year_start" text,
	"period_start" timestamp (3) with time zone NOT NULL,
	"period_end" timestamp (3) with time zone,
	"trial_end" timestamp (3) with time zone,
	"trial_reminded_of" timestamp (3) with time zone,
	"renewal_reminded_of" timestamp (3) with time zone,
	"renewal_reminded_days" integer,
	"renews" boolean DEFAULT true NOT NULL,
	"payment" text DEFAULT 'paid' NOT NULL,
	"unpaid_since" timestamp (3) with time zone,
	"suspended_at" timestamp (3) with time zone,
	"due_invoice_url" text,
	"stripe_subscription_id" text,
	"told_items" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"found_discounts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"told_renews" boolean,
	"applied_sequence" bigint DEFAULT 0 NOT NULL,
	"usage_from" text,
	"usage_due_at" timestamp (3) with time zone,
	"corrections_due_at" timestamp (3) with time zone,
	"ended_plan_version_id" text,
	"ended_at" timestamp (3) with time zone,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
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
	"seats" integer NOT NULL,
	"addons" jsonb NOT NULL,
	"mode" text NOT NULL,
	"from_plan_version_id" text NOT NULL,
	"trial_end" text,
	"is_payer_present" boolean NOT NULL,
	"checkout_id" text,
	"coupon_id" text,
	"digest" text NOT NULL,
	"promise_id" text,
	"return_url" text,
	"pay_token" text,
	"charge_id" text NOT NULL,
	"stripe_checkout_session_id" text,
	"checkout_url" text,
	"reason" text,
	"ordered_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "orders_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "orders_pay_token_unique" UNIQUE("pay_token")
);
--> statement-breakpoint
ALTER TABLE "orders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reservations" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"state" text NOT NULL,
	"plan_version_id" text NOT NULL,
	"interval" text NOT NULL,
	"seats" integer NOT NULL,
	"addons" jsonb NOT NULL,
	"effective_at" timestamp (3) with time zone NOT NULL,
	"followed_at" timestamp (3) with time zone,
	"promise" jsonb NOT NULL,
	"promise_id" text,
	"reserved_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "reservations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "reservations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "manual_changes" (
	"tenant_id" text NOT NULL,
	"key" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "manual_changes_tenant_id_key_pk" PRIMARY KEY("tenant_id","key")
);
--> statement-breakpoint
ALTER TABLE "manual_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "known_epoch" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"epoch" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "known_epoch" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "metering_epoch" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"epoch" bigint NOT NULL,
	"aggregations_apply" boolean
);
--> statement-breakpoint
ALTER TABLE "metering_epoch" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
	"month" text,
	CONSTRAINT "usage_archived_keys_tenant_id_event_key_pk" PRIMARY KEY("tenant_id","event_key")
);
--> statement-breakpoint
ALTER TABLE "usage_archived_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
CREATE TABLE "usage_points" (
	"tenant_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"value" numeric NOT NULL,
	CONSTRAINT "usage_points_tenant_id_unit_id_at_pk" PRIMARY KEY("tenant_id","unit_id","at")
);
--> statement-breakpoint
ALTER TABLE "usage_points" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
CREATE TABLE "usage_seen" (
	"tenant_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"day" date NOT NULL,
	"seen" uuid NOT NULL,
	CONSTRAINT "usage_seen_tenant_id_unit_id_day_seen_pk" PRIMARY KEY("tenant_id","unit_id","day","seen")
);
--> statement-breakpoint
ALTER TABLE "usage_seen" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
CREATE TABLE "on_demand_charges" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"state" text NOT NULL,
	"charge" jsonb NOT NULL,
	"month_from" text NOT NULL,
	"component" text,
	"included_quantity" text,
	"is_now" boolean NOT NULL,
	"reason" text NOT NULL,
	"external_id" text,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"charged_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"charge_id" text,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "on_demand_charges_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "on_demand_charges" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_chains" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"length" integer NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_chains" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_links" (
	"tenant_id" text NOT NULL,
	"number" integer NOT NULL,
	"audit_id" text NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_links_tenant_id_number_pk" PRIMARY KEY("tenant_id","number"),
	CONSTRAINT "audit_links_by_row" UNIQUE("tenant_id","audit_id")
);
--> statement-breakpoint
ALTER TABLE "audit_links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
CREATE TABLE "outbox_messages" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"operation" text NOT NULL,
	"parameters" jsonb NOT NULL,
	"subject" text,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"claimed_until" timestamp (3) with time zone,
	"next_attempt_at" timestamp (3) with time zone,
	"last_error" text,
	"error_detail" text,
	"skip_reason" text,
	"settled_by" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "outbox_messages_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "outbox_messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "retention_settings" (
	"id" integer PRIMARY KEY NOT NULL,
	"payload_days" integer DEFAULT 90 NOT NULL,
	"mail_days" integer DEFAULT 90 NOT NULL,
	"token_days" integer DEFAULT 30 NOT NULL,
	"dead_job_days" integer DEFAULT 30 NOT NULL,
	"history_days" integer DEFAULT 400 NOT NULL,
	"event_days" integer DEFAULT 30 NOT NULL,
	"purged_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "retention_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sent_mails" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"message_id" text NOT NULL,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sent_mails_message_id_unique" UNIQUE("message_id")
);
--> statement-breakpoint
ALTER TABLE "sent_mails" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stripe_availability" (
	"id" integer PRIMARY KEY NOT NULL,
	"away_since" timestamp (3) with time zone,
	"reason" text,
	"back_since" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "stripe_availability" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stripe_events" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"object_id" text NOT NULL,
	"payload" jsonb,
	"received_at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"processed_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone,
	"aside_reason" text,
	"last_error" text,
	"skip_reason" text,
	"settled_by" text
);
--> statement-breakpoint
ALTER TABLE "stripe_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payment_accounts" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"stripe_customer_id" text,
	"payer_name" text NOT NULL,
	"payer_email" text NOT NULL,
	"has_payment_method" boolean DEFAULT false NOT NULL,
	"payment_method_id" text,
	"balance_minor" bigint DEFAULT 0 NOT NULL,
	"found_discounts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payment_accounts_stripe_customer_id_unique" UNIQUE("stripe_customer_id")
);
--> statement-breakpoint
ALTER TABLE "payment_accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payment_terms" (
	"tenant_id" text NOT NULL,
	"kind" text NOT NULL,
	"days" integer,
	"moved" text NOT NULL,
	CONSTRAINT "payment_terms_tenant_id_pk" PRIMARY KEY("tenant_id")
);
--> statement-breakpoint
ALTER TABLE "payment_terms" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "members" (
	"tenant_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"external_id" text,
	"joined_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "members_tenant_id_user_id_pk" PRIMARY KEY("tenant_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "members" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "rate_limits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"user_id" text NOT NULL,
	"address" text NOT NULL,
	"user_agent" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"lasts_until" timestamp (3) with time zone NOT NULL,
	"only_in" text,
	CONSTRAINT "sessions_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sign_in_tokens" (
	"email" text NOT NULL,
	"token_hash" text NOT NULL,
	"browser_hash" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
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
	"sales_rep_id" text,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"phone_number" text,
	"external_id" text,
	"closed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tenants_slug_unique" UNIQUE("slug"),
	CONSTRAINT "tenants_external_id_unique" UNIQUE("external_id")
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
CREATE TABLE "reconciliation_rounds" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"stage" text NOT NULL,
	"cursor" text,
	"compared" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"requests" integer DEFAULT 0 NOT NULL,
	"claimed_until" timestamp (3) with time zone,
	"read_anew" integer DEFAULT 0 NOT NULL,
	"events_until" timestamp (3) with time zone NOT NULL,
	"problem" text
);
--> statement-breakpoint
ALTER TABLE "reconciliation_rounds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reconciliation_seen" (
	"object_id" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "reconciliation_seen" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stripe_account" (
	"id" integer PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"is_live" boolean NOT NULL,
	"since" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "stripe_account" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
CREATE TABLE "reverse_charge_rulings" (
	"tenant_id" text NOT NULL,
	"from_day" text NOT NULL,
	"ruling" text NOT NULL,
	"reason" text NOT NULL,
	"set_by_name" text NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reverse_charge_rulings_tenant_id_from_day_pk" PRIMARY KEY("tenant_id","from_day")
);
--> statement-breakpoint
ALTER TABLE "reverse_charge_rulings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"list" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "saved_views" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "seller_logos" (
	"hash" text PRIMARY KEY NOT NULL,
	"content_type" text NOT NULL,
	"bytes" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "seller_logos" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "seller_settings" (
	"id" integer PRIMARY KEY NOT NULL,
	"name" jsonb NOT NULL,
	"address" jsonb NOT NULL,
	"phone" text NOT NULL,
	"registration_number" text NOT NULL,
	"bank_details" jsonb NOT NULL,
	"invoice_footer" jsonb NOT NULL,
	"mail" jsonb NOT NULL,
	"logo_hash" text
);
--> statement-breakpoint
ALTER TABLE "seller_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "statement_invoices" (
	"tenant_id" text NOT NULL,
	"month_from" text NOT NULL,
	"currency" text NOT NULL,
	"stripe_invoice_id" text NOT NULL,
	"number" text NOT NULL,
	"linked_by" text NOT NULL,
	"linked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "statement_invoices_tenant_id_month_from_currency_stripe_invoice_id_pk" PRIMARY KEY("tenant_id","month_from","currency","stripe_invoice_id")
);
--> statement-breakpoint
ALTER TABLE "statement_invoices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "statement_marks" (
	"tenant_id" text NOT NULL,
	"billed_usage_id" text NOT NULL,
	"stripe_invoice_id" text NOT NULL,
	"stripe_line_id" text NOT NULL,
	"invoiced_minor" bigint NOT NULL,
	CONSTRAINT "statement_marks_tenant_id_billed_usage_id_pk" PRIMARY KEY("tenant_id","billed_usage_id")
);
--> statement-breakpoint
ALTER TABLE "statement_marks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stripe_differences" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"stripe_subscription_id" text,
	"facts" jsonb NOT NULL,
	"found_at" timestamp (3) with time zone NOT NULL,
	"found_by" text NOT NULL,
	"decision" text,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"told_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "stripe_differences_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "stripe_differences" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stripe_tax_rates" (
	"tax_rate_id" text PRIMARY KEY NOT NULL,
	"stripe_tax_rate_id" text NOT NULL,
	CONSTRAINT "stripe_tax_rates_stripe_tax_rate_id_unique" UNIQUE("stripe_tax_rate_id")
);
--> statement-breakpoint
ALTER TABLE "stripe_tax_rates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tax_exemptions" (
	"tenant_id" text NOT NULL,
	"from_day" text NOT NULL,
	"is_exempt" boolean NOT NULL,
	"reason" text NOT NULL,
	"set_by_name" text NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tax_exemptions_tenant_id_from_day_pk" PRIMARY KEY("tenant_id","from_day")
);
--> statement-breakpoint
ALTER TABLE "tax_exemptions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "active_days" (
	"tenant_id" uuid NOT NULL,
	"day" date NOT NULL,
	"user_key" uuid NOT NULL,
	CONSTRAINT "active_days_tenant_id_day_user_key_pk" PRIMARY KEY("tenant_id","day","user_key")
);
--> statement-breakpoint
ALTER TABLE "active_days" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
	"kind" text DEFAULT 'bearer' NOT NULL,
	"prefix" text DEFAULT '' NOT NULL,
	"secret_hash" text,
	"saas_id" text,
	"access_key" text,
	"sealed_secret" text,
	"scopes" text[] NOT NULL,
	"tenant_ids" text[],
	"created_by" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"replaced_by" text,
	"end_told_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_keys_secret_hash_unique" UNIQUE("secret_hash"),
	CONSTRAINT "api_keys_access_key_unique" UNIQUE("access_key")
);
--> statement-breakpoint
ALTER TABLE "api_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "dau_counts" (
	"tenant_id" uuid NOT NULL,
	"day" date NOT NULL,
	"users" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "dau_counts_tenant_id_day_pk" PRIMARY KEY("tenant_id","day")
);
--> statement-breakpoint
ALTER TABLE "dau_counts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "demo_clock" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"offset_ms" bigint DEFAULT 0 NOT NULL,
	"frozen_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "demo_clock" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "holds" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"subject" text NOT NULL,
	"quantity" integer NOT NULL,
	"used" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"outcome" text,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "holds_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "holds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "installation_keys" (
	"name" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "installation_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
CREATE TABLE "usage_alerts" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"percents" integer[] DEFAULT '{50,80,100}' NOT NULL,
	"amounts_minor" text[] DEFAULT '{}' NOT NULL,
	"check_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "usage_alerts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "usage_alerts_reached" (
	"tenant_id" text NOT NULL,
	"month_from" text NOT NULL,
	"subject" text NOT NULL,
	"threshold" text NOT NULL,
	"reached_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "usage_alerts_reached_tenant_id_month_from_subject_threshold_pk" PRIMARY KEY("tenant_id","month_from","subject","threshold")
);
--> statement-breakpoint
ALTER TABLE "usage_alerts_reached" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "billed_usage" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"month_from" text NOT NULL,
	"charge_id" text,
	"line" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "billed_usage_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "billed_usage" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "usage_changes" (
	"tenant_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"month_from" text NOT NULL,
	CONSTRAINT "usage_changes_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "usage_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "usage_months" (
	"tenant_id" text NOT NULL,
	"month_from" text NOT NULL,
	"time_zone" text NOT NULL,
	"counts" jsonb NOT NULL,
	"rated_at" timestamp (3) with time zone NOT NULL,
	"unpriced" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "usage_months_tenant_id_month_from_pk" PRIMARY KEY("tenant_id","month_from")
);
--> statement-breakpoint
ALTER TABLE "usage_months" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "usage_write_offs" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"month_from" text NOT NULL,
	"reason" text NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"line" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "usage_write_offs_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "usage_write_offs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"type" text NOT NULL,
	"object_id" text NOT NULL,
	"version" bigserial NOT NULL,
	"position" bigint,
	"fact" text,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"data" jsonb NOT NULL,
	CONSTRAINT "events_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "events_by_id" UNIQUE("id")
);
--> statement-breakpoint
ALTER TABLE "events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"endpoint_id" text NOT NULL,
	"event_id" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp (3) with time zone NOT NULL,
	"claimed_until" timestamp (3) with time zone,
	"attempts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "webhook_deliveries_once" UNIQUE("endpoint_id","event_id")
);
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"id" text PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"types" text[],
	"sealed_secret" text NOT NULL,
	"sealed_former_secret" text,
	"former_until" timestamp (3) with time zone,
	"switched_off_at" timestamp (3) with time zone,
	"switched_off_reason" text,
	"failing_since" timestamp (3) with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "write_offs" (
	"tenant_id" text NOT NULL,
	"stripe_invoice_id" text NOT NULL,
	"cause" text NOT NULL,
	"state" text NOT NULL,
	"number" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"reason" text NOT NULL,
	"written_off_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"paid_at" timestamp (3) with time zone,
	CONSTRAINT "write_offs_tenant_id_stripe_invoice_id_cause_pk" PRIMARY KEY("tenant_id","stripe_invoice_id","cause")
);
--> statement-breakpoint
ALTER TABLE "write_offs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "default_tax_rates" ADD CONSTRAINT "default_tax_rates_tax_rate_id_tax_rates_id_fk" FOREIGN KEY ("tax_rate_id") REFERENCES "public"."tax_rates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_drafts" ADD CONSTRAINT "plan_drafts_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD CONSTRAINT "plan_versions_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_ids" ADD CONSTRAINT "product_ids_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stripe_prices" ADD CONSTRAINT "stripe_prices_plan_version_id_plan_versions_id_fk" FOREIGN KEY ("plan_version_id") REFERENCES "public"."plan_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stripe_products" ADD CONSTRAINT "stripe_products_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coupon_redemptions" ADD CONSTRAINT "coupon_redemptions_coupon_id_coupons_id_fk" FOREIGN KEY ("coupon_id") REFERENCES "public"."coupons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dashboard_sessions" ADD CONSTRAINT "dashboard_sessions_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dashboard_sessions" ADD CONSTRAINT "dashboard_sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenants" ADD CONSTRAINT "tenants_sales_rep_id_users_id_fk" FOREIGN KEY ("sales_rep_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seller_settings" ADD CONSTRAINT "seller_settings_logo_hash_seller_logos_hash_fk" FOREIGN KEY ("logo_hash") REFERENCES "public"."seller_logos"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stripe_tax_rates" ADD CONSTRAINT "stripe_tax_rates_tax_rate_id_tax_rates_id_fk" FOREIGN KEY ("tax_rate_id") REFERENCES "public"."tax_rates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_endpoint_id_webhook_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."webhook_endpoints"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "billing_closes_once" ON "billing_closes" USING btree ("tenant_id","period_from","currency") WHERE "billing_closes"."kind" = 'period';--> statement-breakpoint
CREATE INDEX "billing_closes_open" ON "billing_closes" USING btree ("due_at") WHERE "billing_closes"."closed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "plan_versions_number" ON "plan_versions" USING btree ("plan_id","version") WHERE "plan_versions"."negotiated_for" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "product_ids_of_products" ON "product_ids" USING btree ("external_id") WHERE "product_ids"."component_key" = '';--> statement-breakpoint
CREATE UNIQUE INDEX "product_ids_of_add_ons" ON "product_ids" USING btree ("plan_id","external_id") WHERE "product_ids"."component_key" <> '';--> statement-breakpoint
CREATE UNIQUE INDEX "stripe_prices_identifying" ON "stripe_prices" USING btree ("stripe_price_id") WHERE "stripe_prices"."identifies";--> statement-breakpoint
CREATE INDEX "billed_lines_by_day" ON "billed_lines" USING btree ("tenant_id","until_day");--> statement-breakpoint
CREATE INDEX "billed_lines_by_charge" ON "billed_lines" USING btree ("tenant_id","charge_id");--> statement-breakpoint
CREATE INDEX "charges_to_retry" ON "charges" USING btree ("next_retry_at") WHERE "charges"."next_retry_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "charges_by_invoice" ON "charges" USING btree ("stripe_invoice_id");--> statement-breakpoint
CREATE INDEX "charges_to_look_at" ON "charges" USING btree ("look_at" NULLS FIRST) WHERE "charges"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "charges_open" ON "charges" USING btree ("tenant_id") WHERE "charges"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "checkouts_by_request" ON "checkouts" USING btree ("request_hash");--> statement-breakpoint
CREATE INDEX "promises_by_age" ON "promises" USING btree ("tenant_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "contracts_one_active" ON "contracts" USING btree ("tenant_id") WHERE "contracts"."state" = 'active';--> statement-breakpoint
CREATE UNIQUE INDEX "contracts_one_scheduled" ON "contracts" USING btree ("tenant_id") WHERE "contracts"."state" = 'scheduled';--> statement-breakpoint
CREATE INDEX "contracts_by_state" ON "contracts" USING btree ("state","starts_at");--> statement-breakpoint
CREATE INDEX "contracts_to_bill" ON "contracts" USING btree ("bills_at") WHERE "contracts"."state" = 'active';--> statement-breakpoint
CREATE INDEX "contracts_by_subscription" ON "contracts" USING btree ("stripe_subscription_id");--> statement-breakpoint
CREATE UNIQUE INDEX "coupon_redemptions_once" ON "coupon_redemptions" USING btree ("tenant_id","coupon_id") WHERE "coupon_redemptions"."once_per_tenant";--> statement-breakpoint
CREATE UNIQUE INDEX "coupon_redemptions_by_order" ON "coupon_redemptions" USING btree ("tenant_id","order_id");--> statement-breakpoint
CREATE INDEX "coupon_redemptions_by_coupon" ON "coupon_redemptions" USING btree ("coupon_id");--> statement-breakpoint
CREATE INDEX "disputes_by_standing" ON "disputes" USING btree ("standing","answer_by");--> statement-breakpoint
CREATE UNIQUE INDEX "documents_once" ON "documents" USING btree ("tenant_id","kind","stripe_id");--> statement-breakpoint
CREATE INDEX "documents_by_day" ON "documents" USING btree ("issued_on","id");--> statement-breakpoint
CREATE INDEX "documents_by_id" ON "documents" USING btree ("id");--> statement-breakpoint
CREATE INDEX "documents_waiting" ON "documents" USING btree ("noted_at") WHERE "documents"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "documents_until" ON "documents" USING btree ("keep_until");--> statement-breakpoint
CREATE INDEX "estimates_by_age" ON "estimates" USING btree ("last_told_at");--> statement-breakpoint
CREATE INDEX "idempotent_requests_by_age" ON "idempotent_requests" USING btree ("started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_one_open" ON "invitations" USING btree ("tenant_id","email") WHERE "invitations"."accepted_at" is null and "invitations"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "payment_returns_by_invoice" ON "payment_returns" USING btree ("tenant_id","stripe_invoice_id");--> statement-breakpoint
CREATE UNIQUE INDEX "stripe_invoices_by_stripe_id" ON "stripe_invoices" USING btree ("stripe_invoice_id");--> statement-breakpoint
CREATE INDEX "stripe_invoices_newest" ON "stripe_invoices" USING btree ("tenant_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "stripe_invoices_by_number" ON "stripe_invoices" USING btree (lower("number") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "stripe_invoices_by_number_end" ON "stripe_invoices" USING btree (reverse(lower("number")) text_pattern_ops);--> statement-breakpoint
CREATE INDEX "stripe_invoices_by_date" ON "stripe_invoices" USING btree (coalesce("finalized_at", "created_at") desc,"stripe_invoice_id");--> statement-breakpoint
CREATE INDEX "stripe_invoices_unpaid" ON "stripe_invoices" USING btree ("tenant_id") WHERE "stripe_invoices"."status" in ('open', 'uncollectible');--> statement-breakpoint
CREATE INDEX "stripe_invoices_by_subscription" ON "stripe_invoices" USING btree ("stripe_subscription_id");--> statement-breakpoint
CREATE INDEX "stripe_invoices_by_charge" ON "stripe_invoices" USING btree ("tenant_id","charge_id");--> statement-breakpoint
CREATE UNIQUE INDEX "license_terms_one_open" ON "license_terms" USING btree ("tenant_id") WHERE "license_terms"."ends_at" is null;--> statement-breakpoint
CREATE INDEX "licenses_by_plan" ON "licenses" USING btree ("plan_version_id");--> statement-breakpoint
CREATE INDEX "licenses_by_end" ON "licenses" USING btree ("period_end");--> statement-breakpoint
CREATE INDEX "licenses_by_usage" ON "licenses" USING btree ("usage_due_at");--> statement-breakpoint
CREATE INDEX "licenses_by_corrections" ON "licenses" USING btree ("corrections_due_at") WHERE "licenses"."corrections_due_at" is not null;--> statement-breakpoint
CREATE INDEX "licenses_unpaid_since" ON "licenses" USING btree ("unpaid_since") WHERE "licenses"."unpaid_since" is not null;--> statement-breakpoint
CREATE INDEX "licenses_on_trial" ON "licenses" USING btree ("trial_end") WHERE "licenses"."trial_end" is not null;--> statement-breakpoint
CREATE INDEX "licenses_unpaid" ON "licenses" USING btree ("payment") WHERE "licenses"."payment" <> 'paid';--> statement-breakpoint
CREATE UNIQUE INDEX "orders_one_open" ON "orders" USING btree ("tenant_id") WHERE "orders"."closed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "orders_by_promise" ON "orders" USING btree ("tenant_id","promise_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reservations_one_open" ON "reservations" USING btree ("tenant_id") WHERE "reservations"."closed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "reservations_by_promise" ON "reservations" USING btree ("tenant_id","promise_id");--> statement-breakpoint
CREATE INDEX "manual_changes_by_key" ON "manual_changes" USING btree ("key");--> statement-breakpoint
CREATE INDEX "usage_events_by_block" ON "usage_events" USING brin ("recorded_at","occurred_at" timestamptz_minmax_multi_ops,"event_name" text_bloom_ops(n_distinct_per_range=64)) WITH (pages_per_range=32,autosummarize=true);--> statement-breakpoint
CREATE INDEX "tenant_notes_shown" ON "tenant_notes" USING btree ("tenant_id","is_pinned" DESC NULLS LAST,"created_at" DESC NULLS LAST) WHERE "tenant_notes"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "on_demand_charges_once" ON "on_demand_charges" USING btree ("tenant_id","external_id");--> statement-breakpoint
CREATE INDEX "on_demand_charges_by_month" ON "on_demand_charges" USING btree ("tenant_id","month_from");--> statement-breakpoint
CREATE INDEX "on_demand_charges_pending" ON "on_demand_charges" USING btree ("tenant_id") WHERE "on_demand_charges"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "audit_log_newest" ON "audit_log" USING btree ("tenant_id","at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_log_refunds" ON "audit_log" USING btree ("at") WHERE "audit_log"."action" in ('at_stripe.refunded', 'at_stripe.refund_failed');--> statement-breakpoint
CREATE INDEX "outbox_messages_pending" ON "outbox_messages" USING btree ("created_at") WHERE "outbox_messages"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "outbox_messages_refused" ON "outbox_messages" USING btree ("created_at") WHERE "outbox_messages"."state" = 'refused';--> statement-breakpoint
CREATE INDEX "outbox_messages_mails" ON "outbox_messages" USING btree ("closed_at") WHERE "outbox_messages"."operation" = 'mail.send' and "outbox_messages"."parameters" <> '{}';--> statement-breakpoint
CREATE INDEX "outbox_messages_newest" ON "outbox_messages" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "outbox_messages_about" ON "outbox_messages" USING btree ("subject","created_at") WHERE "outbox_messages"."subject" is not null;--> statement-breakpoint
CREATE INDEX "sent_mails_by_time" ON "sent_mails" USING btree ("sent_at");--> statement-breakpoint
CREATE INDEX "stripe_events_unprocessed" ON "stripe_events" USING btree ("received_at") WHERE "stripe_events"."processed_at" is null;--> statement-breakpoint
CREATE INDEX "stripe_events_failed" ON "stripe_events" USING btree ("received_at") WHERE "stripe_events"."state" in ('refused', 'set_aside');--> statement-breakpoint
CREATE INDEX "stripe_events_with_payload" ON "stripe_events" USING btree ("processed_at") WHERE "stripe_events"."payload" is not null;--> statement-breakpoint
CREATE INDEX "stripe_events_newest" ON "stripe_events" USING btree ("received_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "members_by_external_id" ON "members" USING btree ("tenant_id","external_id");--> statement-breakpoint
CREATE INDEX "members_by_user" ON "members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "rate_limits_by_end" ON "rate_limits" USING btree ("expire");--> statement-breakpoint
CREATE INDEX "sessions_of_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_by_end" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "tenants_by_rep" ON "tenants" USING btree ("sales_rep_id");--> statement-breakpoint
CREATE INDEX "tenants_by_name" ON "tenants" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "tenants_by_age" ON "tenants" USING btree ("created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "users_of_staff" ON "users" USING btree ("staff_role") WHERE "users"."staff_role" is not null;--> statement-breakpoint
CREATE INDEX "quotes_by_state" ON "quotes" USING btree ("state","valid_before");--> statement-breakpoint
CREATE UNIQUE INDEX "reconciliation_rounds_one_open" ON "reconciliation_rounds" USING btree ((true)) WHERE "reconciliation_rounds"."finished_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_one_name" ON "saved_views" USING btree ("user_id","list",lower("name"));--> statement-breakpoint
CREATE INDEX "statement_invoices_by_invoice" ON "statement_invoices" USING btree ("stripe_invoice_id");--> statement-breakpoint
CREATE INDEX "statement_marks_by_invoice" ON "statement_marks" USING btree ("stripe_invoice_id");--> statement-breakpoint
CREATE UNIQUE INDEX "stripe_differences_one_open" ON "stripe_differences" USING btree ("tenant_id","kind","key") WHERE "stripe_differences"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "stripe_differences_undecided" ON "stripe_differences" USING btree ("found_at") WHERE "stripe_differences"."closed_at" is null and "stripe_differences"."decision" is null;--> statement-breakpoint
CREATE INDEX "stripe_differences_newest" ON "stripe_differences" USING btree ("found_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "holds_by_subject" ON "holds" USING btree ("tenant_id","subject","expires_at");--> statement-breakpoint
CREATE INDEX "mau_counts_by_month" ON "mau_counts" USING btree ("month","tenant_id");--> statement-breakpoint
CREATE INDEX "usage_alerts_by_check" ON "usage_alerts" USING btree ("check_at");--> statement-breakpoint
CREATE INDEX "billed_usage_by_month" ON "billed_usage" USING btree ("tenant_id","month_from");--> statement-breakpoint
CREATE INDEX "billed_usage_by_charge" ON "billed_usage" USING btree ("tenant_id","charge_id");--> statement-breakpoint
CREATE INDEX "usage_months_by_month" ON "usage_months" USING btree ("month_from");--> statement-breakpoint
CREATE INDEX "usage_months_unpriced" ON "usage_months" USING btree ("rated_at") WHERE "usage_months"."unpriced" <> '[]';--> statement-breakpoint
CREATE INDEX "usage_write_offs_by_month" ON "usage_write_offs" USING btree ("tenant_id","month_from");--> statement-breakpoint
CREATE INDEX "usage_write_offs_by_time" ON "usage_write_offs" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "events_once" ON "events" USING btree ("tenant_id","fact") WHERE "events"."fact" is not null;--> statement-breakpoint
CREATE INDEX "events_unpublished" ON "events" USING btree ("version") WHERE "events"."position" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "events_published" ON "events" USING btree ("position") WHERE "events"."position" is not null;--> statement-breakpoint
CREATE INDEX "events_of_tenant" ON "events" USING btree ("tenant_id","position");--> statement-breakpoint
CREATE INDEX "events_by_time" ON "events" USING btree ("occurred_at");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_of_event" ON "webhook_deliveries" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_newest" ON "webhook_deliveries" USING btree ("endpoint_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "webhook_deliveries" USING btree ("endpoint_id","next_try_at") WHERE "webhook_deliveries"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "write_offs_by_invoice" ON "write_offs" USING btree ("stripe_invoice_id");--> statement-breakpoint
CREATE POLICY "billing_closes_own_rows" ON "billing_closes" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("billing_closes"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("billing_closes"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "billing_closes_all_rows_for_staff" ON "billing_closes" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "close_holds_own_rows" ON "close_holds" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("close_holds"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("close_holds"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "close_holds_all_rows_for_staff" ON "close_holds" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "billing_detail_conflicts_own_rows" ON "billing_detail_conflicts" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("billing_detail_conflicts"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("billing_detail_conflicts"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "billing_detail_conflicts_all_rows_for_staff" ON "billing_detail_conflicts" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "billing_detail_entries_own_rows" ON "billing_detail_entries" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("billing_detail_entries"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("billing_detail_entries"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "billing_detail_entries_all_rows_for_staff" ON "billing_detail_entries" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "billing_details_own_rows" ON "billing_details" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("billing_details"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("billing_details"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "billing_details_all_rows_for_staff" ON "billing_details" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "billing_settings_readable" ON "billing_settings" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "billing_settings_for_staff" ON "billing_settings" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "booked_months_readable" ON "booked_months" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "booked_months_for_staff" ON "booked_months" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "book_settings_readable" ON "book_settings" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "book_settings_for_staff" ON "book_settings" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "add_ons_for_staff" ON "add_ons" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "default_tax_rates_readable" ON "default_tax_rates" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "default_tax_rates_for_staff" ON "default_tax_rates" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "meter_units_readable" ON "meter_units" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "meter_units_for_staff" ON "meter_units" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "plan_drafts_for_staff" ON "plan_drafts" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "plan_versions_readable" ON "plan_versions" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING ("plan_versions"."negotiated_for" is null or "plan_versions"."negotiated_for" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "plan_versions_negotiated" ON "plan_versions" AS PERMISSIVE FOR INSERT TO "choba_tenant" WITH CHECK ("plan_versions"."negotiated_for" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "plan_versions_for_staff" ON "plan_versions" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "plans_readable" ON "plans" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "plans_for_staff" ON "plans" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "product_ids_readable" ON "product_ids" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "product_ids_for_staff" ON "product_ids" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "stripe_prices_readable" ON "stripe_prices" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (exists (select 1 from plan_versions where plan_versions.id = "stripe_prices"."plan_version_id"));--> statement-breakpoint
CREATE POLICY "stripe_prices_for_staff" ON "stripe_prices" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "stripe_products_readable" ON "stripe_products" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "stripe_products_for_staff" ON "stripe_products" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tax_rates_readable" ON "tax_rates" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "tax_rates_for_staff" ON "tax_rates" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tax_settings_readable" ON "tax_settings" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "tax_settings_for_staff" ON "tax_settings" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "billed_lines_own_rows" ON "billed_lines" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("billed_lines"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("billed_lines"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "billed_lines_all_rows_for_staff" ON "billed_lines" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "charges_own_rows" ON "charges" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("charges"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("charges"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "charges_all_rows_for_staff" ON "charges" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "checkouts_own_rows" ON "checkouts" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("checkouts"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("checkouts"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "checkouts_all_rows_for_staff" ON "checkouts" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "promises_own_rows" ON "promises" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("promises"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("promises"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "promises_all_rows_for_staff" ON "promises" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "collection_settings_readable" ON "collection_settings" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "collection_settings_for_staff" ON "collection_settings" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "contracts_own_rows" ON "contracts" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("contracts"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("contracts"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "contracts_all_rows_for_staff" ON "contracts" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "coupon_redemptions_own_rows" ON "coupon_redemptions" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("coupon_redemptions"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("coupon_redemptions"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "coupon_redemptions_all_rows_for_staff" ON "coupon_redemptions" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "coupons_readable" ON "coupons" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "coupons_for_staff" ON "coupons" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "disputes_own_rows" ON "disputes" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("disputes"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("disputes"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "disputes_all_rows_for_staff" ON "disputes" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "document_files_own_rows" ON "document_files" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("document_files"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("document_files"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "document_files_all_rows_for_staff" ON "document_files" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "document_settings_readable" ON "document_settings" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "document_settings_for_staff" ON "document_settings" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "documents_own_rows" ON "documents" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("documents"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("documents"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "documents_all_rows_for_staff" ON "documents" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "dashboard_sessions_own_rows" ON "dashboard_sessions" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("dashboard_sessions"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("dashboard_sessions"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "dashboard_sessions_all_rows_for_staff" ON "dashboard_sessions" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "embedding_settings_readable" ON "embedding_settings" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "embedding_settings_for_staff" ON "embedding_settings" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "estimates_for_staff" ON "estimates" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "idempotent_requests_for_staff" ON "idempotent_requests" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "ingest_minutes_for_staff" ON "ingest_minutes" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "invitations_own_rows" ON "invitations" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("invitations"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("invitations"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "invitations_all_rows_for_staff" ON "invitations" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "payment_returns_own_rows" ON "payment_returns" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("payment_returns"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("payment_returns"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "payment_returns_all_rows_for_staff" ON "payment_returns" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "stripe_invoice_listings_own_rows" ON "stripe_invoice_listings" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("stripe_invoice_listings"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("stripe_invoice_listings"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "stripe_invoice_listings_all_rows_for_staff" ON "stripe_invoice_listings" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "stripe_invoices_own_rows" ON "stripe_invoices" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("stripe_invoices"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("stripe_invoices"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "stripe_invoices_all_rows_for_staff" ON "stripe_invoices" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "license_terms_own_rows" ON "license_terms" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("license_terms"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("license_terms"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "license_terms_all_rows_for_staff" ON "license_terms" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "licenses_own_rows" ON "licenses" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("licenses"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("licenses"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "licenses_all_rows_for_staff" ON "licenses" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "orders_own_rows" ON "orders" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("orders"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("orders"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "orders_all_rows_for_staff" ON "orders" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reservations_own_rows" ON "reservations" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("reservations"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("reservations"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "reservations_all_rows_for_staff" ON "reservations" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "manual_changes_own_rows" ON "manual_changes" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("manual_changes"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("manual_changes"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "manual_changes_all_rows_for_staff" ON "manual_changes" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "known_epoch_for_staff" ON "known_epoch" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "metering_epoch_for_staff" ON "metering_epoch" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_archive_for_staff" ON "usage_archive" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_archived_keys_own_rows" ON "usage_archived_keys" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("usage_archived_keys"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid)) WITH CHECK ("usage_archived_keys"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid));--> statement-breakpoint
CREATE POLICY "usage_archived_keys_all_rows_for_staff" ON "usage_archived_keys" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_corrections_own_rows" ON "usage_corrections" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("usage_corrections"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid)) WITH CHECK ("usage_corrections"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid));--> statement-breakpoint
CREATE POLICY "usage_corrections_all_rows_for_staff" ON "usage_corrections" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_days_own_rows" ON "usage_days" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("usage_days"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid)) WITH CHECK ("usage_days"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid));--> statement-breakpoint
CREATE POLICY "usage_days_all_rows_for_staff" ON "usage_days" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_days_written_by_ingest" ON "usage_days" AS PERMISSIVE FOR ALL TO "choba_ingest" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_events_own_rows" ON "usage_events" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("usage_events"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid)) WITH CHECK ("usage_events"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid));--> statement-breakpoint
CREATE POLICY "usage_events_all_rows_for_staff" ON "usage_events" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_events_written_by_ingest" ON "usage_events" AS PERMISSIVE FOR ALL TO "choba_ingest" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_points_own_rows" ON "usage_points" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("usage_points"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid)) WITH CHECK ("usage_points"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid));--> statement-breakpoint
CREATE POLICY "usage_points_all_rows_for_staff" ON "usage_points" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_recounts_own_rows" ON "usage_recounts" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("usage_recounts"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid)) WITH CHECK ("usage_recounts"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid));--> statement-breakpoint
CREATE POLICY "usage_recounts_all_rows_for_staff" ON "usage_recounts" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_seen_own_rows" ON "usage_seen" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("usage_seen"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid)) WITH CHECK ("usage_seen"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid));--> statement-breakpoint
CREATE POLICY "usage_seen_all_rows_for_staff" ON "usage_seen" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_seen_written_by_ingest" ON "usage_seen" AS PERMISSIVE FOR ALL TO "choba_ingest" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_notes_for_staff" ON "tenant_notes" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "on_demand_charges_own_rows" ON "on_demand_charges" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("on_demand_charges"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("on_demand_charges"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "on_demand_charges_all_rows_for_staff" ON "on_demand_charges" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "audit_chains_for_staff" ON "audit_chains" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "audit_links_for_staff" ON "audit_links" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "audit_log_own_rows" ON "audit_log" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("audit_log"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("audit_log"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "audit_log_all_rows_for_staff" ON "audit_log" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "outbox_messages_own_rows" ON "outbox_messages" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("outbox_messages"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("outbox_messages"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "outbox_messages_all_rows_for_staff" ON "outbox_messages" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "retention_settings_readable" ON "retention_settings" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "retention_settings_for_staff" ON "retention_settings" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sent_mails_for_staff" ON "sent_mails" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "stripe_availability_readable" ON "stripe_availability" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "stripe_availability_for_staff" ON "stripe_availability" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "stripe_events_for_staff" ON "stripe_events" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "payment_accounts_own_rows" ON "payment_accounts" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("payment_accounts"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("payment_accounts"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "payment_accounts_all_rows_for_staff" ON "payment_accounts" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "payment_terms_own_rows" ON "payment_terms" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("payment_terms"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("payment_terms"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "payment_terms_all_rows_for_staff" ON "payment_terms" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "members_own_rows" ON "members" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("members"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("members"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "members_all_rows_for_staff" ON "members" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "rate_limits_for_staff" ON "rate_limits" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sessions_for_staff" ON "sessions" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sign_in_tokens_for_staff" ON "sign_in_tokens" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenants_own_rows" ON "tenants" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("tenants"."id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("tenants"."id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "tenants_all_rows_for_staff" ON "tenants" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "users_of_own_tenant" ON "users" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (exists (select 1 from members where members.user_id = "users"."id"));--> statement-breakpoint
CREATE POLICY "users_for_staff" ON "users" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "quote_numbers_for_staff" ON "quote_numbers" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "quote_states_own_rows" ON "quote_states" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("quote_states"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("quote_states"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "quote_states_all_rows_for_staff" ON "quote_states" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "quotes_own_rows" ON "quotes" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("quotes"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("quotes"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "quotes_all_rows_for_staff" ON "quotes" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reconciliation_rounds_for_staff" ON "reconciliation_rounds" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reconciliation_seen_for_staff" ON "reconciliation_seen" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "stripe_account_for_staff" ON "stripe_account" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "recurring_revenue_own_rows" ON "recurring_revenue" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("recurring_revenue"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("recurring_revenue"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "recurring_revenue_all_rows_for_staff" ON "recurring_revenue" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reverse_charge_rulings_own_rows" ON "reverse_charge_rulings" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("reverse_charge_rulings"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("reverse_charge_rulings"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "reverse_charge_rulings_all_rows_for_staff" ON "reverse_charge_rulings" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "saved_views_for_staff" ON "saved_views" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "seller_logos_readable" ON "seller_logos" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "seller_logos_for_staff" ON "seller_logos" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "seller_settings_readable" ON "seller_settings" AS PERMISSIVE FOR SELECT TO "choba_tenant" USING (true);--> statement-breakpoint
CREATE POLICY "seller_settings_for_staff" ON "seller_settings" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "statement_invoices_own_rows" ON "statement_invoices" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("statement_invoices"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("statement_invoices"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "statement_invoices_all_rows_for_staff" ON "statement_invoices" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "statement_marks_own_rows" ON "statement_marks" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("statement_marks"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("statement_marks"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "statement_marks_all_rows_for_staff" ON "statement_marks" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "stripe_differences_own_rows" ON "stripe_differences" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("stripe_differences"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("stripe_differences"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "stripe_differences_all_rows_for_staff" ON "stripe_differences" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "stripe_tax_rates_for_staff" ON "stripe_tax_rates" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tax_exemptions_own_rows" ON "tax_exemptions" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("tax_exemptions"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("tax_exemptions"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "tax_exemptions_all_rows_for_staff" ON "tax_exemptions" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "active_days_own_rows" ON "active_days" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("active_days"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid)) WITH CHECK ("active_days"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid));--> statement-breakpoint
CREATE POLICY "active_days_all_rows_for_staff" ON "active_days" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "active_days_written_by_ingest" ON "active_days" AS PERMISSIVE FOR ALL TO "choba_ingest" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "active_users_own_rows" ON "active_users" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("active_users"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("active_users"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "active_users_all_rows_for_staff" ON "active_users" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "active_users_written_by_ingest" ON "active_users" AS PERMISSIVE FOR ALL TO "choba_ingest" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "api_keys_for_staff" ON "api_keys" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "dau_counts_own_rows" ON "dau_counts" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("dau_counts"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid)) WITH CHECK ("dau_counts"."tenant_id" = (select nullif(replace(current_setting('choba.tenant_id', true), 'ten_', ''), '')::uuid));--> statement-breakpoint
CREATE POLICY "dau_counts_all_rows_for_staff" ON "dau_counts" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "dau_counts_written_by_ingest" ON "dau_counts" AS PERMISSIVE FOR ALL TO "choba_ingest" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "demo_clock_for_staff" ON "demo_clock" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "holds_own_rows" ON "holds" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("holds"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("holds"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "holds_all_rows_for_staff" ON "holds" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "installation_keys_for_staff" ON "installation_keys" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "mau_counts_own_rows" ON "mau_counts" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("mau_counts"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("mau_counts"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "mau_counts_all_rows_for_staff" ON "mau_counts" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "mau_counts_written_by_ingest" ON "mau_counts" AS PERMISSIVE FOR ALL TO "choba_ingest" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "registration_counts_own_rows" ON "registration_counts" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("registration_counts"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("registration_counts"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "registration_counts_all_rows_for_staff" ON "registration_counts" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "registrations_own_rows" ON "registrations" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("registrations"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("registrations"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "registrations_all_rows_for_staff" ON "registrations" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_alerts_own_rows" ON "usage_alerts" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("usage_alerts"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("usage_alerts"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "usage_alerts_all_rows_for_staff" ON "usage_alerts" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_alerts_reached_own_rows" ON "usage_alerts_reached" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("usage_alerts_reached"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("usage_alerts_reached"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "usage_alerts_reached_all_rows_for_staff" ON "usage_alerts_reached" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "billed_usage_own_rows" ON "billed_usage" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("billed_usage"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("billed_usage"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "billed_usage_all_rows_for_staff" ON "billed_usage" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_changes_own_rows" ON "usage_changes" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("usage_changes"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("usage_changes"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "usage_changes_all_rows_for_staff" ON "usage_changes" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_months_own_rows" ON "usage_months" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("usage_months"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("usage_months"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "usage_months_all_rows_for_staff" ON "usage_months" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "usage_write_offs_own_rows" ON "usage_write_offs" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("usage_write_offs"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("usage_write_offs"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "usage_write_offs_all_rows_for_staff" ON "usage_write_offs" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "events_own_rows" ON "events" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("events"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("events"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "events_all_rows_for_staff" ON "events" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "webhook_deliveries_for_staff" ON "webhook_deliveries" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "webhook_endpoints_for_staff" ON "webhook_endpoints" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "write_offs_own_rows" ON "write_offs" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("write_offs"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("write_offs"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "write_offs_all_rows_for_staff" ON "write_offs" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
-- Each day's row is updated again and again: with room on its page an update touches no index.
ALTER TABLE "usage_days" SET (fillfactor = 50);
