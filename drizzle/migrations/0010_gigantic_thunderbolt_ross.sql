CREATE TABLE "stripe_tax_rates" (
	"tax_rate_id" text PRIMARY KEY NOT NULL,
	"stripe_tax_rate_id" text NOT NULL,
	CONSTRAINT "stripe_tax_rates_stripe_tax_rate_id_unique" UNIQUE("stripe_tax_rate_id")
);
--> statement-breakpoint
ALTER TABLE "stripe_tax_rates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "contracts" ADD COLUMN "taxes" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "contracts" ADD COLUMN "tax_rounding" jsonb DEFAULT '{"each":"rate","rounding":"half_up"}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "stripe_tax_rates" ADD CONSTRAINT "stripe_tax_rates_tax_rate_id_tax_rates_id_fk" FOREIGN KEY ("tax_rate_id") REFERENCES "public"."tax_rates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "stripe_tax_rates_for_staff" ON "stripe_tax_rates" AS PERMISSIVE FOR ALL TO "choba_staff" USING (true) WITH CHECK (true);