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
CREATE INDEX "quotes_by_state" ON "quotes" USING btree ("state","valid_before");--> statement-breakpoint
CREATE POLICY "quote_numbers_for_staff" ON "quote_numbers" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "quote_states_own_rows" ON "quote_states" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("quote_states"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("quote_states"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "quote_states_all_rows_for_staff" ON "quote_states" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "quotes_own_rows" ON "quotes" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("quotes"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("quotes"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "quotes_all_rows_for_staff" ON "quotes" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);