/*
 * Check digits of tax ids, each as its authority defines it. Every function takes the number without
 * separators; its form has been checked before.
 */

const sumOf = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0);

/**
 * Japan's corporate number, which follows the T of a qualified-invoice number: its first digit is
 * 9 − (Σ digit × (1, 2, 1, 2 … from the right) mod 9). 法人番号の指定等に関する省令, 第2条.
 */
export function isJapaneseCorporateNumber(digits: string): boolean {
  const sum = [...digits.slice(1)]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 2), 0);
  return Number(digits[0]) === 9 - (sum % 9);
}

/** Australian Business Number: one less in the first digit, weights, divisible by 89 (abr.business.gov.au). */
export function isAustralianBusinessNumber(digits: string): boolean {
  const sum = sumOf(digits, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]);
  return (sum - 10) % 89 === 0;
}

/** Australian Company Number: weights 8 to 1, the last digit fills up to ten (asic.gov.au). */
export function isAustralianCompanyNumber(digits: string): boolean {
  return (10 - (sumOf(digits, [8, 7, 6, 5, 4, 3, 2, 1]) % 10)) % 10 === Number(digits[8]);
}

const base36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** India's GSTIN: the last of 15 characters is a Luhn check to the base of 36. */
export function isIndianGstin(text: string): boolean {
  const sum = [...text.slice(0, 14)].reduce((total, character, index) => {
    const product = base36.indexOf(character) * (index % 2 === 0 ? 1 : 2);
    return total + Math.floor(product / 36) + (product % 36);
  }, 0);
  return base36[(36 - (sum % 36)) % 36] === text[14];
}

/** Swiss and Liechtenstein UID: nine digits after CHE, modulo 11 (eCH-0097). */
export function isSwissUid(text: string): boolean {
  const digits = text.slice(3, 12);
  const check = (11 - (sumOf(digits, [5, 4, 3, 2, 7, 6, 5, 4]) % 11)) % 11;
  return check === Number(digits[8]);
}

/** Norway's organisation number: nine digits, modulo 11 (brreg.no). */
export function isNorwegianOrganisation(text: string): boolean {
  const check = (11 - (sumOf(text, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
  return check === Number(text[8]);
}

/** Korea's business registration number: ten digits. */
export function isKoreanBusinessNumber(digits: string): boolean {
  const sum = sumOf(digits, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + Math.floor((Number(digits[8]) * 5) / 10);
  return (10 - (sum % 10)) % 10 === Number(digits[9]);
}

/**
 * New Zealand's IRD number, which is the GST number: modulo 11, and a second time with other weights if that
 * gives ten.
 */
export function isNewZealandIrd(text: string): boolean {
  const digits = text.padStart(9, "0");
  const checkBy = (weights: readonly number[]) => (11 - (sumOf(digits, weights) % 11)) % 11;
  const first = checkBy([3, 2, 7, 6, 5, 4, 3, 2]);
  return (first === 10 ? checkBy([7, 4, 3, 2, 5, 2, 7, 6]) : first) === Number(digits[8]);
}

const brazilianDigit = (digits: string, weights: readonly number[]): number => {
  const rest = sumOf(digits, weights) % 11;
  return rest < 2 ? 0 : 11 - rest;
};

/** Brazil's CNPJ: 14 digits, the last two are checks. */
export function isBrazilianCnpj(digits: string): boolean {
  const weights = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
  return (
    brazilianDigit(digits, weights.slice(1)) === Number(digits[12]) &&
    brazilianDigit(digits, weights) === Number(digits[13])
  );
}

/** Brazil's CPF: 11 digits, the last two are checks. */
export function isBrazilianCpf(digits: string): boolean {
  const weights = [11, 10, 9, 8, 7, 6, 5, 4, 3, 2];
  return (
    brazilianDigit(digits, weights.slice(1)) === Number(digits[9]) &&
    brazilianDigit(digits, weights) === Number(digits[10])
  );
}

/** Croatia's OIB: ISO 7064, MOD 11,10. */
export function isCroatianOib(digits: string): boolean {
  const rest = [...digits.slice(0, 10)].reduce((carry, digit) => {
    const sum = (carry + Number(digit)) % 10 || 10;
    return (sum * 2) % 11;
  }, 10);
  return (11 - rest) % 10 === Number(digits[10]);
}

/** Poland's NIP: weights modulo 11. */
export const isPolishNip = (digits: string): boolean =>
  sumOf(digits, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === Number(digits[9]);
