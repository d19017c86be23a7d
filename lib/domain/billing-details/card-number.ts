/**
 * True if the text holds the number of a payment card, with spaces or hyphens in it or not. It is for free text about
 * payment, so that card data never reaches Choba (SALES-7). Ids and account numbers are not asked: many of them look
 * like a card's.
 */
export function looksLikeCardNumber(text: string): boolean {
  const runs = text.normalize("NFKC").match(/\d+(?:[ -]\d+)*/g) ?? [];
  return runs.some((run) => holdsCard(run.split(/[ -]/)));
}

/** Other numbers may stand right before and after a card's, such as a date: each sequence of groups is looked at. */
function holdsCard(groups: readonly string[]): boolean {
  return groups.some((_, from) => {
    let digits = "";
    return groups.slice(from, from + 19).some((group) => {
      digits += group;
      return isIssuedAsCard(digits);
    });
  });
}

/** Lengths and first digits that card networks issue (ISO/IEC 7812, as the networks publish them). */
const issued =
  /^(?:4\d{12}|4\d{15}|4\d{18}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|35\d{14}|6\d{15,18})$/;

const isIssuedAsCard = (digits: string): boolean => issued.test(digits) && passesLuhn(digits);

/** The check of ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
