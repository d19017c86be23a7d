/** What stands on an invoice about its receiver. Never card data: cards are entered on Stripe's pages only. */
export type BillingDetails = {
  companyName: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  postalCode: string;
  state: string;
  city: string;
  line1: string;
  line2: string;
  phone: string;
};

/**
 * True when the text holds a number that could be a payment card's: 13 to 19 digits, spaces and hyphens aside, that pass
 * the Luhn check. Such text is refused wherever people type, so that card data never reaches Choba (seed 1).
 */
export function looksLikeCardNumber(text: string): boolean {
  const runs = text.normalize("NFKC").match(/\d(?:[ -]?\d){12,18}/g) ?? [];
  return runs.some((run) => passesLuhn(run.replace(/\D/g, "")));
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
