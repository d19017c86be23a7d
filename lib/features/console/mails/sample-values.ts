import type { Locale } from "@/lib/i18n/locales";
import type { MailFact } from "@/lib/mail/templates";

/** What every mail may name, as an example of a tenant in each language. */
export const sampleValues: Record<Locale, Record<string, string>> = {
  en: {
    name: "Ren Aoki",
    tenant: "Kaede Foods",
    plan: "Business",
    owner: "Rei Sato",
    person: "Rei Sato",
    role: "admin",
    email: "rei@kaede.example",
    by: "Ken Mori",
    inviter: "Ken Mori",
    before: "Aoi Hayashi",
    after: "Ren Aoki",
    issuer: "Ken Mori",
    number: "Q-2026-0001",
    subject: "Business, 20 seats",
    validUntil: "December 20, 2026",
    until: "December 1, 2026",
    reason: "We decide next spring.",
    days: "30",
    date: "January 1, 2027",
    amount: "¥13,200",
    month: "December 2026",
    percent: "80",
    count: "2",
    key: "Metering of the shop",
    at: "2026-12-14 00:00 UTC",
    item: "API calls",
    used: "8,000 calls",
    allowance: "10,000 calls",
    threshold: "¥10,000",
    url: "https://hooks.kaede.example/choba",
    cost: "¥10,400",
    invoices: "KAEDE-0004: ¥13,200, due on December 31, 2026\nKAEDE-0005: ¥5,500",
  },
  ja: {
    name: "青木 蓮",
    tenant: "楓フーズ",
    plan: "ビジネス",
    owner: "佐藤 玲",
    person: "佐藤 玲",
    role: "admin",
    email: "rei@kaede.example",
    by: "森 健",
    inviter: "森 健",
    before: "林 葵",
    after: "青木 蓮",
    issuer: "森 健",
    number: "Q-2026-0001",
    subject: "ビジネス・20席",
    validUntil: "2026年12月20日",
    until: "2026年12月1日",
    reason: "来春に判断します。",
    days: "30",
    date: "2027年1月1日",
    amount: "￥13,200",
    month: "2026年12月",
    percent: "80",
    count: "2",
    key: "ショップの計測",
    at: "2026-12-14 00:00 UTC",
    item: "APIコール",
    used: "8,000回",
    allowance: "10,000回",
    threshold: "￥10,000",
    url: "https://hooks.kaede.example/choba",
    cost: "￥10,400",
    invoices: "KAEDE-0004：￥13,200（お支払い期限：2026年12月31日）\nKAEDE-0005：￥5,500",
  },
};

/** What stands in the table of the mails that have one. */
export function sampleFacts(locale: Locale, problem: string): Record<string, MailFact[]> {
  const { amount = "", date = "", plan = "" } = sampleValues[locale];
  const invoice: MailFact = { name: "invoice", value: "KAEDE-0004" };
  const owed: MailFact = { name: "amount", value: amount };
  return {
    payment_received: [invoice, owed, { name: "paid_on", value: date }],
    payment_refunded: [invoice, { name: "refunded", value: amount }],
    payment_failed: [
      invoice,
      owed,
      { name: "problem", value: problem },
      { name: "next_attempt", value: date },
    ],
    authentication_needed: [invoice, owed],
    dispute_opened: [invoice, owed, { name: "answer_by", value: date }],
    renewal_coming: [{ name: "plan", value: plan }, owed, { name: "due", value: date }],
  };
}
