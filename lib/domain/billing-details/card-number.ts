/**
 * True if the text holds a number that could be a payment card's: 13 to 19 digits, spaces and hyphens aside,
 * that pass the Luhn check. Such text is refused wherever people type, so that card data never reaches Choba
 * (SALES-7).
 */
export function looksLikeCardNumber(text: string): boolean {
  const runs = text.normalize("NFKC").match(/\d(?:[ -]?\d){12,18}/g) ?? [];
  return runs.some((run) => passesLuhn(run.replace(/\D/g, "")));
}

/**
 * True if digits alone have the length and the first digits that a card network issues, and pass the Luhn
 * check. It is for numbers such as tax ids: one in ten of them would pass the Luhn check alone. Ranges:
 * ISO/IEC 7812, as networks publish them.
 */
export function isIssuedAsCard(digits: string): boolean {
  const issued =
    /^(?:4\d{12}|4\d{15}|4\d{18}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|35\d{14}|6\d{15,18})$/;
  return issued.test(digits) && passesLuhn(digits);
}

/**
 * The Luhn check of ISO/IEC 7812-1, annex B. Company numbers of several countries have the same check digit.
 */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
