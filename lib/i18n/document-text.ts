import type { Locale } from "./locales";
import type { LineCells } from "./pricing";

/*
 * A document in words, in its own language, not the reader's. Page and PDF show this and calculate nothing, so their
 * amounts cannot differ.
 */

export type DocumentFact = { label: string; value: string };
/** `part`: shown for information and not added, such as a tax that the prices contain. */
export type DocumentSum = DocumentFact & { weight: "plain" | "total" | "part" };
export type DocumentTable = { title: string; rows: LineCells[]; sums: DocumentSum[] };

export type DocumentText = {
  language: Locale;
  title: string;
  isDraft: boolean;
  draftMark: string;
  recipient: string;
  /** Number and date, at the right of the head. */
  references: DocumentFact[];
  issuer: { name: string; lines: string[]; logoHash: string | null };
  greeting: string;
  amount: DocumentFact & { note: string };
  conditions: DocumentFact[];
  heads: LineCells;
  tables: DocumentTable[];
  nothing: string;
  /** What it comes to beyond the table; null: nothing more. */
  outlook: DocumentFact | null;
  /** What the marks of lines and amounts mean. */
  remarks: string[];
  /** The terms of this customer that differ from the published ones; null if there are none. */
  agreed: { title: string; facts: DocumentFact[] } | null;
  terms: { title: string; text: string } | null;
  fileName: string;
};
