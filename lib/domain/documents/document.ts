import { addDays, type Day } from "../time/day-span";

/** `return`: what Choba prints of a credit note or a refund (返還インボイス). The others are Stripe's. */
export const documentKinds = ["invoice", "receipt", "credit_note", "return"] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** `failed`: it cannot be kept, and a person has to look. */
export type DocumentState = "waiting" | "kept" | "failed";

/** Ten years: the longest that Japanese tax law asks for. */
export const usualDocumentYears = 10;
export const fewestDocumentYears = 7;
export const mostDocumentYears = 30;

/** The Corporation Tax Act counts from two months after the end of the business year, so a year and two months are added. */
const monthsOfGrace = 14;

/** The last day on which a document of a day must be there. */
export function keepUntil(issuedOn: Day, years: number): Day {
  const months =
    Number(issuedOn.slice(0, 4)) * 12 + Number(issuedOn.slice(5, 7)) - 1 + years * 12 + monthsOfGrace;
  const first = `${String(Math.floor(months / 12)).padStart(4, "0")}-${String((months % 12) + 1).padStart(2, "0")}-01`;
  return addDays(first, -1);
}

/** Larger ones are not kept: an invoice has 250 lines at most. */
export const largestDocumentBytes = 10 * 1024 * 1024;
