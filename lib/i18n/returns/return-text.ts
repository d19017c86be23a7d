import { createTranslator } from "next-intl";
import type { RateShare, ReturnDocument } from "@/lib/domain/documents/return-document";
import { isReducedRate } from "@/lib/domain/tax/reduced-rate";
import type { Day } from "@/lib/domain/time/day-span";
import { documentMoney } from "@/lib/i18n/document-amount";
import type { DocumentFact, DocumentSum, DocumentText } from "@/lib/i18n/document-text";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { issuerLines } from "@/lib/i18n/issuer-lines";
import type { Locale } from "@/lib/i18n/locales";
import en from "@/lib/i18n/messages/en/returnPaper.json";
import ja from "@/lib/i18n/messages/ja/returnPaper.json";

const messages: Record<Locale, typeof en> = { en, ja };
const translatorOf = (locale: Locale) =>
  createTranslator({
    locale,
    messages: { returnPaper: messages[locale] },
    namespace: "returnPaper",
    timeZone: "UTC",
  });
type Words = ReturnType<typeof translatorOf>;

/** A return document (返還インボイス) in words. */
export function returnTextOf(document: ReturnDocument): DocumentText {
  const { language, issuer, invoice, lines, rates, currency } = document;
  const t = translatorOf(language);
  const less = (minor: bigint) => documentMoney(-minor, currency, language);
  const hasReduced = currency === "JPY" && rates.some(({ percent }) => isReducedRate(percent));
  return {
    language,
    title: t(issuer.registrationNumber === "" ? "titleUnregistered" : "title"),
    isDraft: false,
    draftMark: "",
    recipient: t("recipient", { name: document.recipient }),
    references: [
      { label: t("number"), value: document.number },
      { label: t("returnedOn"), value: dayText(document.returnedOn, language) },
    ],
    issuer: { name: issuer.name, lines: issuerLines(issuer, null, language), logoHash: issuer.logoHash },
    greeting: t("greeting"),
    amount: {
      label: t("amount"),
      value: less(document.totalMinor),
      note: rates.some(({ taxMinor }) => taxMinor > 0n) ? t("withTax") : "",
    },
    conditions: factsOfInvoice(document, t),
    heads: { item: t("item"), quantity: "", unitPrice: "", amount: t("lineAmount") },
    tables: [
      {
        title: t("returned"),
        rows: (lines.length > 0
          ? lines
          : [
              {
                text: t("refundOf", { number: invoice.number }),
                amountMinor: document.totalMinor,
                isReduced: false,
              },
            ]
        ).map(({ text, amountMinor, isReduced }) => ({
          item: isReduced && currency === "JPY" ? `${text} ※` : text,
          quantity: "",
          unitPrice: "",
          amount: less(amountMinor),
        })),
        sums: [
          ...rates.flatMap((rate) => rateSums(rate, less, t, language)),
          { label: t("total"), value: less(document.totalMinor), weight: "total" },
        ],
      },
    ],
    nothing: "",
    outlook: null,
    remarks: hasReduced ? [t("reduced")] : [],
    agreed: null,
    terms: null,
    fileName: t("fileName", { number: document.number, recipient: document.recipient }),
  };
}

/** The sale that is taken back in part or whole. */
function factsOfInvoice({ invoice, currency, language }: ReturnDocument, t: Words): DocumentFact[] {
  const money = (minor: bigint) => documentMoney(minor, currency, language);
  return [
    { label: t("ofInvoice"), value: invoice.number },
    { label: t("ofDay"), value: dayText(invoice.issuedOn, language) },
    { label: t("ofAmount"), value: money(invoice.totalMinor) },
    ...invoice.rates.map((rate) => rateFact(rate, money, t, language)),
  ];
}

const rateLabel = (percent: string, t: Words, language: Locale): string =>
  t(isReducedRate(percent) ? "reducedRate" : "rate", { percent: `${formatNumber(percent, language)}%` });

const rateSums = (
  { percent, grossMinor, taxMinor }: RateShare,
  money: (minor: bigint) => string,
  t: Words,
  language: Locale,
): DocumentSum[] => [
  { label: rateLabel(percent, t, language), value: money(grossMinor), weight: "plain" },
  { label: t("taxIn"), value: money(taxMinor), weight: "part" },
];

const rateFact = (
  { percent, grossMinor, taxMinor }: RateShare,
  money: (minor: bigint) => string,
  t: Words,
  language: Locale,
): DocumentFact => ({
  label: rateLabel(percent, t, language),
  value: t("amountWithTax", { amount: money(grossMinor), tax: money(taxMinor) }),
});

const dayText = (day: Day, locale: Locale): string => formatDate(`${day}T00:00:00Z`, "UTC", locale, "long");
