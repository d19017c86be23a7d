/** Unit prices have at most 12 decimal places; amounts are computed in whole 10⁻¹² of a minor unit. */
const SCALE = 10n ** 12n;

/** "12.5" → 12500000000000n. */
export function scaled(decimal: string): bigint {
  const [whole = "0", fraction = ""] = decimal.replace("-", "").split(".");
  const value = BigInt(whole) * SCALE + BigInt(fraction.padEnd(12, "0"));
  return decimal.startsWith("-") ? -value : value;
}

/** "12.500" → "12.5", "1.0" → "1". */
export function plainDecimal(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
}

/** Divides and rounds to the nearest whole number, halves away from zero. The divisor is positive. */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const magnitude = dividend < 0n ? -dividend : dividend;
  const rounded = (2n * magnitude + divisor) / (2n * divisor);
  return dividend < 0n ? -rounded : rounded;
}

/** unit × quantity, in whole minor units. */
export function amountFor(unitDecimal: string, quantity: number): number {
  return toInteger(divideRounded(scaled(unitDecimal) * BigInt(quantity), SCALE));
}

/**
 * Stripe's proration: unit × quantity × seconds / basis seconds, rounded once.
 * https://docs.stripe.com/billing/subscriptions/prorations
 */
export function prorated(unitDecimal: string, quantity: number, seconds: number, basis: number): number {
  const dividend = scaled(unitDecimal) * BigInt(quantity) * BigInt(seconds);
  return toInteger(divideRounded(dividend, SCALE * BigInt(basis)));
}

export function toInteger(value: bigint): number {
  const integer = Number(value);
  if (!Number.isSafeInteger(integer)) throw new Error(`Amount out of range: ${value}`);
  return integer;
}

export function sum(amounts: number[]): number {
  return toInteger(amounts.reduce((total, amount) => total + BigInt(amount), 0n));
}

const ZERO_DECIMAL = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "));
const THREE_DECIMAL = new Set("bhd jod kwd omr tnd".split(" "));

/** Without decimals today, but still charged as if they had two (docs.stripe.com/currencies#special-cases). */
const ZEROS_AT_THE_END = new Set(["isk", "ugx"]);

/** The smallest charge, in minor units (docs.stripe.com/currencies#minimum-and-maximum-charge-amounts). */
const MINIMUM_CHARGES: { [currency: string]: number } = {
  aed: 200,
  aud: 50,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17_500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
  usd: 50,
};

/** 0 for a currency without a listed minimum. Stripe converts those, which the sandbox does not. */
export const minimumCharge = (currency: string): number => MINIMUM_CHARGES[currency] ?? 0;

/** Why the amount cannot be charged in this currency; null when it can. */
export function unchargeable(amount: number, currency: string): string | null {
  const name = currency.toUpperCase();
  if (ZEROS_AT_THE_END.has(currency) && amount % 100 !== 0)
    return `Invalid amount. Currency ${name} has become effectively zero-decimal and charged amounts must be evenly divisible by 100. See https://stripe.com/docs/currencies#zero-decimal for more information.`;
  if (THREE_DECIMAL.has(currency) && amount % 10 !== 0)
    return `Invalid amount. Charged amounts in ${name} must be evenly divisible by 10. See https://stripe.com/docs/currencies#three-decimal for more information.`;
  return null;
}

function minorDigits(currency: string): number {
  if (ZERO_DECIMAL.has(currency)) return 0;
  return THREE_DECIMAL.has(currency) ? 3 : 2;
}

/** "1500.5" minor units of usd → "$15.005". Exact for any number of decimal places. */
export function formatMoney(minorDecimal: string, currency: string): string {
  const digits = minorDigits(currency);
  const negative = minorDecimal.startsWith("-");
  const [whole = "0", fraction = ""] = minorDecimal.replace("-", "").split(".");
  const padded = whole.padStart(digits + 1, "0");
  const major = padded.slice(0, padded.length - digits);
  const minor = padded.slice(padded.length - digits) + fraction;
  const text = `${negative ? "-" : ""}${major}${minor ? `.${minor}` : ""}`;
  return new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: currency.toUpperCase(),
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: digits,
    maximumFractionDigits: Math.max(digits, minor.length),
  }).format(text as unknown as number);
}
