import type { LocalizedText } from "../catalog/plan";

/** Who sells, as it stands on quotes, invoices, statements and mails. Text that is not entered is empty. */
export type Seller = {
  name: LocalizedText;
  /** In lines. */
  address: LocalizedText;
  phone: string;
  /** T and 13 digits, as the tax office gave it to those who issue qualified invoices (適格請求書発行事業者). */
  registrationNumber: string;
  /** Where transfers go, in lines. */
  bankDetails: LocalizedText;
  /** At the foot of each invoice, in lines. */
  invoiceFooter: LocalizedText;
  mail: { name: string; address: string };
  /** Names the picture; null: none. */
  logoHash: string | null;
};

const nothing: LocalizedText = { en: "", ja: "" };

/** What holds until somebody has entered it. */
export const unknownSeller: Seller = {
  name: { en: "Choba", ja: "Choba" },
  address: nothing,
  phone: "",
  registrationNumber: "",
  bankDetails: nothing,
  invoiceFooter: nothing,
  mail: { name: "", address: "" },
  logoHash: null,
};

/** The seller's text in a language, or in the other one if it was entered only there. */
export const inLanguage = (text: LocalizedText, language: keyof LocalizedText): string =>
  text[language] || text[language === "en" ? "ja" : "en"];

const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** The seller as it stands on a document in one language. */
export type Issuer = {
  name: string;
  address: readonly string[];
  phone: string;
  registrationNumber: string;
  bankDetails: readonly string[];
  logoHash: string | null;
};

export const issuerIn = (seller: Seller, language: keyof LocalizedText): Issuer => ({
  name: inLanguage(seller.name, language),
  address: linesOf(inLanguage(seller.address, language)),
  phone: seller.phone,
  registrationNumber: seller.registrationNumber,
  bankDetails: linesOf(inLanguage(seller.bankDetails, language)),
  logoHash: seller.logoHash,
});
