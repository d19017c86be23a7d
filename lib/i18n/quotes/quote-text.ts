import { createTranslator } from "next-intl";
import type { RatedInvoice, RatedLine } from "@/lib/domain/pricing/rated-invoice";
import { thawEstimate } from "@/lib/domain/quote/frozen";
import { wholeMonths } from "@/lib/domain/quote/quote";
import type { QuoteDocument } from "@/lib/domain/quote/quote-document";
import { bearsReducedRate } from "@/lib/domain/tax/reduced-rate";
import { documentAmount, documentMoney } from "@/lib/i18n/document-amount";
import type { DocumentFact, DocumentSum, DocumentTable, DocumentText } from "@/lib/i18n/document-text";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { issuerLines } from "@/lib/i18n/issuer-lines";
import type { Locale } from "@/lib/i18n/locales";
import en from "@/lib/i18n/messages/en/quotePaper.json";
import ja from "@/lib/i18n/messages/ja/quotePaper.json";
import { paymentTermsText } from "@/lib/i18n/payment-terms-text";
import { lineCells } from "@/lib/i18n/pricing";
import { agreedTexts } from "@/lib/i18n/pricing/agreed-text";

const messages: Record<Locale, typeof en> = { en, ja };
const translatorOf = (locale: Locale) =>
  createTranslator({
    locale,
    messages: { quotePaper: messages[locale] },
    namespace: "quotePaper",
    timeZone: "UTC",
  });
type Words = ReturnType<typeof translatorOf>;

/** The usual subject of a quote, in its language. */
export const subjectText = (language: Locale, planName: Record<Locale, string>): string =>
  translatorOf(language)("usualSubject", { plan: planName[language] });

/** A local day (`YYYY-MM-DD`), which belongs to no zone: `2026年11月21日`. */
export const dayText = (day: string, locale: Locale): string =>
  formatDate(`${day}T00:00:00Z`, "UTC", locale, "long");

export function quoteTextOf(document: QuoteDocument): DocumentText {
  const { language, number, recipient, currency, interval, issuer, contact, terms } = document;
  const t = translatorOf(language);
  const estimate = thawEstimate(document.estimate);
  const { yearly, monthly } = estimate;
  const head = yearly ?? monthly;
  const per = t(`per.${interval}`);
  const money = (minor: bigint) => documentMoney(minor, currency, language);
  const hasReduced = [...(yearly?.lines ?? []), ...monthly.lines].some(({ component }) =>
    bearsReducedRate(component, document.taxes, currency),
  );
  const hasUsage = monthly.lines.some(isEstimated);
  return {
    language,
    title: t("title"),
    isDraft: number === null,
    draftMark: t("draft"),
    recipient: t("recipient", { name: recipient }),
    references: [
      ...(number === null ? [] : [{ label: t("number"), value: number }]),
      ...(document.issuedOn === null
        ? []
        : [{ label: t("issuedOn"), value: dayText(document.issuedOn, language) }]),
    ],
    issuer: {
      name: issuer.name,
      lines: issuerLines(issuer, contact, language),
      logoHash: issuer.logoHash,
    },
    greeting: t("greeting"),
    amount: {
      label: t("amount"),
      value: money(head.totalMinor),
      note: noteOf(head, per, t),
    },
    conditions: conditionsOf(document, t),
    heads: {
      item: t("item"),
      quantity: t("quantity"),
      unitPrice: t("unitPrice"),
      amount: t("lineAmount"),
    },
    tables: [
      ...(yearly ? [tableOf(t("yearly"), yearly, document, t)] : []),
      ...(!yearly || monthly.lines.length > 0
        ? [tableOf(t(yearly ? "usage" : "monthly"), monthly, document, t)]
        : []),
    ],
    nothing: t("nothing"),
    outlook: {
      label: hasUsage ? t("estimatedItem", { item: t("firstYear") }) : t("firstYear"),
      value: money(estimate.firstYearMinor),
    },
    remarks: [...(hasUsage ? [t("estimated")] : []), ...(hasReduced ? [t("reduced")] : [])],
    agreed:
      document.agreed.length === 0
        ? null
        : { title: t("agreed"), facts: agreedTexts(document.agreed, currency, language) },
    terms: terms === "" ? null : { title: t("terms"), text: terms },
    fileName: number === null ? t("fileNameDraft", { recipient }) : t("fileName", { number, recipient }),
  };
}

function conditionsOf(document: QuoteDocument, t: Words): DocumentFact[] {
  const { language, subject, planName, validUntil, period } = document;
  const span = { start: dayText(period.startsOn, language), end: dayText(period.endsOn, language) };
  const months = wholeMonths(period);
  const bank = document.issuer.bankDetails;
  return [
    { label: t("subject"), value: subject },
    { label: t("plan"), value: planName[language] },
    { label: t("validUntil"), value: dayText(validUntil, language) },
    {
      label: t("period"),
      value: months === null ? t("from", span) : t("fromMonths", { ...span, months }),
    },
    { label: t("atEnd"), value: t(`atEnds.${period.atEnd}`) },
    { label: t("payment"), value: paymentText(document, t) },
    ...(bank.length > 0 ? [{ label: t("transferTo"), value: bank.join("\n") }] : []),
  ];
}

/** What depends on how much is used, which nobody knows yet. */
const isEstimated = ({ kind }: RatedLine): boolean => kind !== "base" && kind !== "seats" && kind !== "addon";

function noteOf({ taxes, lines }: RatedInvoice, per: string, t: Words): string {
  const note = taxes.length > 0 ? t("withTax", { per }) : per;
  return lines.some(isEstimated) ? t("withEstimates", { note }) : note;
}

function paymentText({ invoicing, paymentTerms, language }: QuoteDocument, t: Words): string {
  if (paymentTerms) return t("byTerms", { terms: paymentTermsText(paymentTerms, language) });
  const { dueDays: days } = invoicing;
  return days === 0 ? t("dueAtOnce") : t("due", { days });
}

function tableOf(
  title: string,
  invoice: RatedInvoice,
  { language, interval, taxes: rates }: QuoteDocument,
  t: Words,
): DocumentTable {
  const { currency, lines, discounts, taxes } = invoice;
  const money = (minor: bigint) => documentMoney(minor, currency, language);
  const percent = (text: string) => `${formatNumber(text, language)}%`;
  const added = taxes.filter(({ inclusive }) => !inclusive);
  const contained = taxes.filter(({ inclusive }) => inclusive);
  const taxWords = (tax: (typeof taxes)[number]) => ({
    name: tax.name[language],
    percent: percent(tax.percent),
    taxable: money(tax.taxableMinor),
  });
  const sums: DocumentSum[] = [
    ...(discounts.length + added.length > 0
      ? [{ label: t("subtotal"), value: money(invoice.subtotalMinor), weight: "plain" as const }]
      : []),
    ...discounts.map((discount): DocumentSum => {
      const name = discount.name[language];
      const label =
        discount.percent === null ? name : t("withPercent", { name, percent: percent(discount.percent) });
      return { label, value: money(-discount.amountMinor), weight: "plain" };
    }),
    ...added.map(
      (tax): DocumentSum => ({
        label: t("taxOf", taxWords(tax)),
        value: money(tax.amountMinor),
        weight: "plain",
      }),
    ),
    {
      label: t(lines.some(isEstimated) ? "totalEstimated" : "total"),
      value: money(invoice.totalMinor),
      weight: "total",
    },
    ...contained.map(
      (tax): DocumentSum => ({
        label: t("contained", taxWords(tax)),
        value: money(tax.amountMinor),
        weight: "part",
      }),
    ),
  ];
  return {
    title,
    rows: lines.map((line) => {
      const cells = lineCells(line, currency, language, { interval, among: lines });
      const item = isEstimated(line) ? t("estimatedItem", { item: cells.item }) : cells.item;
      return {
        ...cells,
        item: bearsReducedRate(line.component, rates, currency) ? `${item} ※` : item,
        amount: documentAmount(cells.amount, language),
      };
    }),
    sums,
  };
}
