import { z } from "zod";
import { looksLikeCardNumber } from "@/lib/domain/billing-details/card-number";
import { nameProblem } from "@/lib/domain/text/name-problem";
import { readMailAddress } from "@/lib/http/mail-address";

/** A line of text that people type: trimmed, without control characters. */
export function line(maximumLength: number) {
  return z
    .string()
    .trim()
    .max(maximumLength)
    .refine((text) => !hasControlCharacter(text), { params: { rule: "control_characters" } });
}

/** A name of a person: it goes into mails to strangers, so it leads nowhere and hides nothing. */
export const personName = (maximumLength: number) => nameOf("person", maximumLength);

/** A name of a tenant or seller. Companies may be called like a host. */
export const organisationName = (maximumLength: number) => nameOf("organisation", maximumLength);

const nameOf = (of: "person" | "organisation", maximumLength: number) =>
  line(maximumLength).superRefine((name, check) => {
    const rule = nameProblem(name, of);
    if (rule) check.addIssue({ code: "custom", params: { rule } });
  });

export const requiredLine = (maximumLength: number) => line(maximumLength).min(1);

/** Several lines of text that people type; line breaks are the only control characters. */
export function lines(maximumLength: number) {
  return z
    .string()
    .trim()
    .max(maximumLength)
    .refine((text) => !hasControlCharacter(text.replace(/\r?\n/g, "")), {
      params: { rule: "control_characters" },
    });
}

const noCard = (text: string) => !looksLikeCardNumber(text);
const cardRule = { params: { rule: "card_number" } };

/**
 * Free text about payment, where people write card numbers, which Choba never sees (SALES-7). Numbers of other fields,
 * such as ids, names and accounts, look like a card's too often to be refused.
 */
export const remark = (maximumLength: number) => line(maximumLength).refine(noCard, cardRule);
export const requiredRemark = (maximumLength: number) => remark(maximumLength).min(1);
export const remarks = (maximumLength: number) => lines(maximumLength).refine(noCard, cardRule);

/** A mail address as it is kept: see `readMailAddress`. */
export const emailAddress = z.string().transform((text, check) => {
  const address = readMailAddress(text);
  if (address !== null) return address;
  check.addIssue({ code: "custom", params: { rule: text.trim() === "" ? "required" : "email" } });
  return z.NEVER;
});

/** Empty: none. */
export const optionalEmailAddress = z
  .string()
  .transform((text) => text.trim() || null)
  .pipe(emailAddress.nullable())
  .transform((address) => address ?? "");

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
