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
CREATE POLICY "ingest_minutes_for_staff" ON "ingest_minutes" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);