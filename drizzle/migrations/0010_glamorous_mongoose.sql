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
	"applied_reading" bigint NOT NULL,
	CONSTRAINT "disputes_tenant_id_stripe_dispute_id_pk" PRIMARY KEY("tenant_id","stripe_dispute_id")
);
--> statement-breakpoint
ALTER TABLE "disputes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "disputes_by_standing" ON "disputes" USING btree ("standing","answer_by");--> statement-breakpoint
CREATE POLICY "disputes_own_rows" ON "disputes" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("disputes"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("disputes"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "disputes_all_rows_for_staff" ON "disputes" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);