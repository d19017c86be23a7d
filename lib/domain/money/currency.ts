/**
 * ISO 4217 currencies whose minor unit is not 1/100. Stripe treats ISK and UGX as two-decimal for
 * compatibility (docs.stripe.com/currencies), so they are not listed here.
 */
export const zeroDecimalCurrencies = "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" ");
export const threeDecimalCurrencies = ["BHD", "JOD", "KWD", "OMR", "TND"];
const zeroDecimal = new Set(zeroDecimalCurrencies);
const threeDecimal = new Set(threeDecimalCurrencies);

/** An upper-case ISO 4217 code. */
export type Currency = string;

/** How many decimal places the minor unit has: 0 for JPY, 2 for USD, 3 for KWD. */
export function minorUnitDigits(currency: Currency): 0 | 2 | 3 {
  if (zeroDecimal.has(currency)) return 0;
  return threeDecimal.has(currency) ? 3 : 2;
}
