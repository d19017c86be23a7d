import type { QuoteContact } from "@/lib/domain/quote/offer";
import type { Issuer } from "@/lib/domain/seller/seller";
import { documentWords } from "./document-words";
import type { Locale } from "./locales";

/** The seller below its name, in the order of Japanese business documents. */
export function issuerLines(issuer: Issuer, contact: QuoteContact | null, language: Locale): string[] {
  const words = documentWords(language);
  return [
    ...issuer.address,
    ...(issuer.phone ? [`${words("phone")} ${issuer.phone}`] : []),
    ...(issuer.registrationNumber ? [`${words("registrationNumber")} ${issuer.registrationNumber}`] : []),
    ...(contact ? [`${words("contact")} ${contact.name}`, contact.email] : []),
  ];
}
