import { majorToMinor } from "@/lib/domain/money/major-units";
import { isDay } from "@/lib/domain/quote/quote";
import type { DocumentQuery } from "@/lib/features/console/documents/find-documents";

export type DocumentParams = Record<string, string | string[] | undefined>;

/** What was typed into the search, as it stands in the address. */
export type DocumentSearch = Record<"from" | "to" | "least" | "most" | "currency" | "payer", string>;

/** Amounts without a currency are in yen: the law that asks for this search is Japan's. */
const usualCurrency = "JPY";

export function readSearch(params: DocumentParams): DocumentSearch {
  const text = (name: string) => {
    const value = params[name];
    return (Array.isArray(value) ? value[0] : value)?.trim() ?? "";
  };
  return {
    from: text("from"),
    to: text("to"),
    least: text("least"),
    most: text("most"),
    currency: text("currency"),
    payer: text("payer"),
  };
}

/** The search as the use-cases take it. `wrong` names what could not be understood, which then leaves nothing out. */
export function queryOf(search: DocumentSearch): { query: DocumentQuery; wrong: (keyof DocumentSearch)[] } {
  const { least, most, payer } = search;
  const currency = search.currency || (least || most ? usualCurrency : "");
  const wrong: (keyof DocumentSearch)[] = [];
  const amount = (name: "least" | "most") => {
    if (search[name] === "") return undefined;
    const minor = majorToMinor(search[name], currency);
    if (minor === null) wrong.push(name);
    return minor ?? undefined;
  };
  const day = (name: "from" | "to") => {
    if (search[name] === "") return undefined;
    if (isDay(search[name])) return search[name];
    wrong.push(name);
    return undefined;
  };
  const query = {
    from: day("from"),
    to: day("to"),
    least: amount("least"),
    most: amount("most"),
    currency: currency || undefined,
    payer: payer || undefined,
  };
  return { query, wrong };
}

export const addressOf = (path: string, search: DocumentSearch, page?: number): string => {
  const filled = Object.entries(search).filter(([, value]) => value !== "");
  const text = new URLSearchParams([
    ...filled,
    ...(page && page > 1 ? [["page", String(page)]] : []),
  ]).toString();
  return text === "" ? path : `${path}?${text}`;
};
