import type { LocalizedText } from "../plan";
import type { Report } from "./report";

const languages = ["en", "ja"] as const satisfies readonly (keyof LocalizedText)[];

/** Text that people read, in every language. */
export function checkText(report: Report, field: string, text: LocalizedText, maximum: number): void {
  for (const language of languages) {
    if (text[language].trim() === "") report.error(`${field}.${language}`, "required");
    else checkLength(report, `${field}.${language}`, text[language], maximum);
  }
}

/** Text that may be left out, but not in one language only. */
export function checkOptionalText(report: Report, field: string, text: LocalizedText, maximum: number): void {
  if (languages.some((language) => text[language].trim() !== "")) checkText(report, field, text, maximum);
}

const checkLength = (report: Report, field: string, text: string, maximum: number) => {
  if ([...text].length > maximum) report.error(field, "too_long", { maximum });
};

/** The longest name of a plan or a component. It stands on invoices. */
export const longestName = 100;
/** The longest word for what is counted, such as "API calls". */
export const longestUnit = 40;

const longestKey = 60;
/** A component's key, or an option's. */
const keyForm = /^[a-z0-9][a-z0-9_-]*$/;

/** Names that every JavaScript object has. A record of quantities would seem to contain them. */
export const isReserved = (name: string): boolean => name in {};

export function checkKey(report: Report, field: string, key: string): void {
  if (key === "") report.error(field, "required");
  else if (!keyForm.test(key) || key.length > longestKey)
    report.error(field, "key_form", { maximum: longestKey });
  else if (isReserved(key)) report.error(field, "key_reserved");
}

/** Reports every key that an earlier entry of the same list already has. */
export function checkKeysDiffer(report: Report, keys: readonly string[]): void {
  const seen = new Set<string>();
  keys.forEach((key, index) => {
    if (key !== "" && seen.has(key)) report.error(`${index}.key`, "duplicate_key", { key });
    seen.add(key);
  });
}
