import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/**
 * Text as it is compared in a search: `choba_folded` of the database makes one of full-width and half-width letters, of
 * capitals and small letters, and of the two kana, and drops spaces.
 */
export const folded = (text: SQLWrapper | string): SQL => sql`choba_folded(${text})`;

/** What somebody typed, with full-width digits and letters as narrow ones: for numbers and addresses, which have no others. */
export const narrow = (words: string): string => words.normalize("NFKC").trim();

/** The number of an invoice as it was typed: Japanese keyboards give ー or − for its hyphens. */
export const narrowNumber = (words: string): string => narrow(words).replace(/[\p{Pd}−ー]/gu, "-");

/** As LIKE needs it: its own signs mean themselves. Full-width ones become its signs, so they are made narrow first. */
export const literal = (words: string): string => narrow(words).replace(/[\\%_]/g, "\\$&");

/** True where a name or a number contains the words, however either is written. */
export const contains = (text: SQLWrapper, words: string): SQL =>
  sql`${folded(text)} like ${folded(`%${literal(words)}%`)}`;
