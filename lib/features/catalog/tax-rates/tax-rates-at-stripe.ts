import { eq, inArray } from "drizzle-orm";
import { stripeTaxRates, taxRates } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import { ensureTaxRate, type TaxRateWords } from "@/lib/stripe/tax-rates";

type Row = typeof taxRates.$inferSelect;

/**
 * The Stripe tax rates of the catalog's, by key and in the same order; each is made once, on first need, and remembered.
 * Part of a committed effect. One that is archived is taken all the same: a quote that has it may still be accepted.
 */
export async function taxRatesAtStripe(keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const rows = await acrossTenants((tx) =>
    tx
      .select({ rate: taxRates, known: stripeTaxRates.stripeTaxRateId })
      .from(taxRates)
      .leftJoin(stripeTaxRates, eq(stripeTaxRates.taxRateId, taxRates.id))
      .where(inArray(taxRates.key, [...keys])),
  );
  const ids: string[] = [];
  for (const key of keys) {
    const row = rows.find(({ rate }) => rate.key === key);
    invariant(row, `the tax rate ${key} exists: none is ever deleted`);
    ids.push(row.known ?? (await make(row.rate)));
  }
  return ids;
}

async function make(rate: Row): Promise<string> {
  const { id, percent, inclusive, country } = rate;
  const stripeTaxRateId = await ensureTaxRate({ ...stripeWords(rate), id, percent, inclusive, country });
  await acrossTenants((tx) =>
    tx.insert(stripeTaxRates).values({ taxRateId: id, stripeTaxRateId }).onConflictDoNothing(),
  );
  return stripeTaxRateId;
}

/** A rate has one name at Stripe, on everybody's invoices: Japan's is read in Japanese, any other in English. */
export const stripeWords = ({ displayName, country, jurisdiction, description }: Row): TaxRateWords => ({
  displayName: country === "JP" ? displayName.ja : displayName.en,
  jurisdiction,
  description,
});
