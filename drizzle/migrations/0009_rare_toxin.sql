CREATE TABLE "hand_acts" (
	"tenant_id" text NOT NULL,
	"key" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "hand_acts_tenant_id_key_pk" PRIMARY KEY("tenant_id","key")
);
--> statement-breakpoint
ALTER TABLE "hand_acts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
CREATE INDEX "tenant_notes_shown" ON "tenant_notes" USING btree ("tenant_id","is_pinned" DESC NULLS LAST,"created_at" DESC NULLS LAST) WHERE "tenant_notes"."deleted_at" is null;--> statement-breakpoint
CREATE POLICY "hand_acts_own_rows" ON "hand_acts" AS PERMISSIVE FOR ALL TO "choba_tenant" USING ("hand_acts"."tenant_id" = (select current_setting('choba.tenant_id', true))) WITH CHECK ("hand_acts"."tenant_id" = (select current_setting('choba.tenant_id', true)));--> statement-breakpoint
CREATE POLICY "hand_acts_all_rows_for_staff" ON "hand_acts" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_notes_for_staff" ON "tenant_notes" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);