import { z } from "zod";
import { looksLikeCardNumber } from "@/lib/domain/billing-details/card-number";

/** A line of text that people type: trimmed, no control characters, and never a card number (SALES-7). */
export function line(maximumLength: number) {
  return z
    .string()
    .trim()
    .max(maximumLength)
    .refine((text) => !hasControlCharacter(text), { params: { rule: "control_characters" } })
    .refine((text) => !looksLikeCardNumber(text), { params: { rule: "card_number" } });
}

/** A name of a person or tenant: it goes into mails to strangers, so it leads nowhere. */
export const nameLine = (maximumLength: number) =>
  line(maximumLength).refine((text) => !text.includes("://"), { params: { rule: "no_web_address" } });

export const requiredLine = (maximumLength: number) => line(maximumLength).min(1);

/** Several lines of text that people type; line breaks are the only control characters. */
export function lines(maximumLength: number) {
  return z
    .string()
    .trim()
    .max(maximumLength)
    .refine((text) => !hasControlCharacter(text.replace(/\r?\n/g, "")), {
      params: { rule: "control_characters" },
    })
    .refine((text) => !looksLikeCardNumber(text), { params: { rule: "card_number" } });
}

/** Stripe keeps e-mail addresses up to 512 characters; mail itself (RFC 5321) up to 254. */
export const emailAddress = z.string().trim().max(254).pipe(z.email());

/**
 * An id that another system gave to something. It is compared exactly, so nothing is trimmed or folded; what a database
 * or an address could not carry unchanged is refused.
 */
export const foreignId = z
  .string()
  .min(1)
  .max(255)
  .refine(
    (id) =>
      !hasControlCharacter(id) && !/\p{Surrogate}/u.test(id) && id === id.trim() && id !== "." && id !== "..",
    { params: { rule: "foreign_id" } },
  );

/** ISO 8601 with an offset or Z, in the years 2 to 9998: a database has no year 0, and four digits no year 10000. */
export const instant = z.iso
  .datetime({ offset: true })
  .refine((text) => text >= "0002" && text < "9999", { params: { rule: "not_an_instant" } });

function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => character < " " || character === "\u007f");
}
