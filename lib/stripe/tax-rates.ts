import type { DecimalText } from "@/lib/domain/catalog/component";
import { OutsideRefused } from "@/lib/http/outside";
import { callStripe } from "./call-stripe";

/** The names of a tax rate at Stripe, as they stand on invoices; they may change. */
export type TaxRateWords = { displayName: string; jurisdiction: string; description: string };

/** Percent and inclusion never change at Stripe either (docs.stripe.com/api/tax_rates/create). */
export type WantedTaxRate = TaxRateWords & {
  /** Choba's own id, by which the rate is found again. */
  id: string;
  /** At most four decimals. */
  percent: DecimalText;
  inclusive: boolean;
  /** ISO 3166 code, or empty. */
  country: string;
};

/**
 * The id of the Stripe tax rate of a rate, which is created on first need. A repeated call finds it, however
 * old it is.
 */
export async function ensureTaxRate(wanted: WantedTaxRate): Promise<string> {
  const made = await findTaxRate(wanted.id);
  if (made) return made;
  try {
    const { id } = await callStripe((stripe) =>
      stripe.taxRates.create(
        {
          ...wordsOf(wanted),
          percentage: Number(wanted.percent),
          inclusive: wanted.inclusive,
          ...(wanted.country ? { country: wanted.country } : {}),
          metadata: { choba_tax_rate: wanted.id },
        },
        // The key belongs to the rate, not to the outbox message, so two contracts that need it at once
        // create one.
        { idempotencyKey: `tax_rate:${wanted.id}` },
      ),
    );
    return id;
  } catch (error) {
    // Another contract may have created it since we looked, under another name.
    const meanwhile = error instanceof OutsideRefused ? await findTaxRate(wanted.id) : null;
    if (!meanwhile) throw error;
    return meanwhile;
  }
}

/** Sets the names. Repeating has the same result, so no key is needed. */
export async function renameTaxRate(id: string, words: TaxRateWords): Promise<void> {
  await callStripe((stripe) => stripe.taxRates.update(id, wordsOf(words)));
}

const wordsOf = ({ displayName, jurisdiction, description }: TaxRateWords) => ({
  display_name: displayName,
  ...(jurisdiction ? { jurisdiction } : {}),
  ...(description ? { description } : {}),
});

async function findTaxRate(id: string): Promise<string | null> {
  return callStripe(async (stripe) => {
    for await (const rate of stripe.taxRates.list({ limit: 100 }))
      if (rate.metadata?.choba_tax_rate === id) return rate.id;
    return null;
  });
}
