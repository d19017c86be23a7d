import { createTranslator } from "next-intl";
import type { Locale } from "./locales";
import en from "./messages/en/documents.json";
import ja from "./messages/ja/documents.json";

const messages: Record<Locale, typeof en> = { en, ja };

/** Words that stand on several documents, in the document's language. */
export const documentWords = (locale: Locale) =>
  createTranslator({
    locale,
    messages: { documents: messages[locale] },
    namespace: "documents",
    timeZone: "UTC",
  });

/** The text of one page's footer in the PDF. */
export const pageText = (locale: Locale, page: number, pages: number): string =>
  documentWords(locale)("page", { page, pages });
