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
CREATE TABLE "saved_views" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "saved_views" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "stripe_invoices_by_stripe_id" ON "stripe_invoices" USING btree ("stripe_invoice_id");--> statement-breakpoint
CREATE INDEX "stripe_invoices_newest" ON "stripe_invoices" USING btree ("tenant_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "stripe_invoices_by_number" ON "stripe_invoices" USING btree (lower("number") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "stripe_invoices_by_subscription" ON "stripe_invoices" USING btree ("stripe_subscription_id");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_one_name" ON "saved_views" USING btree ("user_id",lower("name"));--> statement-breakpoint
CREATE INDEX "licenses_by_plan" ON "licenses" USING btree ("plan_version_id");--> statement-breakpoint
CREATE INDEX "licenses_by_end" ON "licenses" USING btree ("period_end");--> statement-breakpoint
CREATE INDEX "licenses_unpaid" ON "licenses" USING btree ("payment") WHERE "licenses"."payment" <> 'paid';--> statement-breakpoint
CREATE INDEX "tenants_by_name" ON "tenants" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "tenants_by_age" ON "tenants" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "users_of_staff" ON "users" USING btree ("staff_role") WHERE "users"."staff_role" is not null;--> statement-breakpoint
CREATE INDEX "mau_counts_by_month" ON "mau_counts" USING btree ("month","tenant_id");--> statement-breakpoint
CREATE POLICY "stripe_invoice_listings_own_rows" ON "stripe_invoice_listings" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("stripe_invoice_listings"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("stripe_invoice_listings"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "stripe_invoice_listings_all_rows_for_staff" ON "stripe_invoice_listings" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "stripe_invoices_own_rows" ON "stripe_invoices" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("stripe_invoices"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("stripe_invoices"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "stripe_invoices_all_rows_for_staff" ON "stripe_invoices" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "saved_views_for_staff" ON "saved_views" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);