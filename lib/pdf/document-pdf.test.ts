import { extractText, getDocumentProxy, getMeta } from "unpdf";
import { describe, expect, test } from "vitest";
import { blankPlan } from "@/lib/domain/catalog/blank";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { agreedChanges } from "@/lib/domain/contract/agreed-changes";
import { written } from "@/lib/domain/contract/negotiable-fields";
import { estimate } from "@/lib/domain/pricing/estimate";
import { freezeEstimate } from "@/lib/domain/quote/frozen";
import type { QuoteDocument } from "@/lib/domain/quote/quote-document";
import type { DocumentText } from "@/lib/i18n/document-text";
import { quoteTextOf } from "@/lib/i18n/quotes/quote-text";
import { documentPdf } from "./document-pdf";

const both = (en: string, ja: string) => ({ en, ja });

const plan: PlanDefinition = {
  ...blankPlan("JPY"),
  name: both("Business", "ビジネス"),
  components: [
    {
      kind: "base",
      key: "base",
      name: both("Base fee", "基本料金"),
      amountMinor: { month: "12000", year: "120000" },
    },
    {
      kind: "usage",
      key: "mau",
      name: both("Monthly active users", "月間アクティブユーザー"),
      meter: "mau",
      unit: both("users", "ユーザー"),
      scale: null,
      included: "5000",
      includedPerSeat: "0",
      price: { model: "per_unit", unitAmountMinor: "6", per: "1" },
      capMinor: null,
      minimumMinor: null,
    },
  ],
};

const consumption = {
  key: "jp10",
  name: both("Consumption tax", "消費税"),
  percent: "10",
  inclusive: false,
  components: null,
};

function quoteTextIn(language: "en" | "ja", change: Partial<QuoteDocument> = {}): DocumentText {
  const interval = change.interval ?? "month";
  const taxes = change.taxes ?? [consumption];
  const priced = estimate({
    definition: plan,
    interval,
    quantities: { seats: 0, usage: { mau: "7000" }, addons: {}, onDemand: {} },
    terms: {
      discounts: [
        {
          name: both("Discount", "割引"),
          value: { type: "percent", percent: "10" },
          components: null,
          months: null,
        },
      ],
      monthsBefore: 0,
      taxes,
      taxRounding: "down",
    },
  });
  return quoteTextOf({
    number: "Q-2026-0042",
    language,
    subject: "件名 Subject",
    recipient: "銀座ホールディングス株式会社",
    issuer: {
      name: "帳場株式会社",
      address: ["東京都中央区銀座1-2-3"],
      phone: "03-1234-5678",
      registrationNumber: "T7000012050002",
      bankDetails: [],
      logoHash: null,
    },
    contact: { name: "森 健", email: "sales@choba.example" },
    planName: plan.name,
    interval,
    currency: "JPY",
    estimate: freezeEstimate(priced),
    agreed: agreedChanges(
      plan,
      written(plan, { "components.1.included": "8000", "components.1.price.unitAmountMinor": "4" }),
    ),
    issuedOn: "2026-11-21",
    validUntil: "2026-12-21",
    period: { startsOn: "2026-12-01", endsOn: "2027-11-30", atEnd: "renew" },
    invoicing: { by: "stripe_dashboard", dueDays: 30 },
    paymentTerms: null,
    taxes,
    terms: "",
    ...change,
  });
}

async function read(quote: DocumentText) {
  const bytes = new Uint8Array(
    await new Response(await documentPdf(quote, new Date("2026-11-21T00:00:00Z"), null)).arrayBuffer(),
  );
  const pdf = await getDocumentProxy(bytes, { verbosity: 0 });
  const { text, totalPages } = await extractText(pdf, { mergePages: true });
  const { info } = await getMeta(pdf);
  return { text: compact(text), pages: totalPages, title: info.Title };
}
/** Removes spaces, because the distance between glyphs is not part of the words. */
const compact = (text: string) => text.normalize("NFKC").replace(/\s+/g, "");

/** Everything that the page shows. */
const shownIn = (quote: DocumentText) => [
  quote.recipient,
  ...quote.references.flatMap(({ label, value }) => [label, value]),
  quote.amount.value,
  quote.outlook?.value ?? "",
  ...quote.conditions.flatMap(({ label, value }) => [label, value]),
  quote.agreed?.title ?? "nothing was agreed",
  ...(quote.agreed?.facts.flatMap(({ label, value }) => [label, value]) ?? []),
  ...quote.tables.flatMap(({ rows, sums }) => [
    ...rows.flatMap((row) => Object.values(row)),
    ...sums.flatMap(({ label, value }) => [label, value]),
  ]),
];

describe.each(["en", "ja"] as const)("a quote as PDF (%s)", (language) => {
  test.each(["month", "year"] as const)(
    "holds every word and amount of its page (by the %s)",
    async (interval) => {
      const quote = quoteTextIn(language, { interval });
      const { text, pages, title } = await read(quote);
      expect(shownIn(quote).filter((words) => !text.includes(compact(words)))).toEqual([]);
      expect(title).toBe(quote.fileName);
      expect(text).toContain(`1/${pages}`);
    },
  );

  test("long notes continue over numbered pages and lose nothing", async () => {
    const notes = Array.from({ length: 120 }, (_, index) => `第${index + 1}項 納品後の検収 ${index + 1}.`);
    const { text, pages } = await read(quoteTextIn(language, { terms: notes.join("\n") }));
    expect(pages).toBeGreaterThan(2);
    expect(notes.filter((note) => !text.includes(compact(note)))).toEqual([]);
    for (let page = 1; page <= pages; page++) expect(text).toContain(`${page}/${pages}`);
  });
});

test("the Japanese document has the form of a business document", () => {
  const quote = quoteTextIn("ja");
  expect(quote).toMatchObject({
    title: "御見積書",
    recipient: "銀座ホールディングス株式会社 御中",
    amount: { label: "御見積金額", value: "¥23,760", note: "月額・税込・見込みを含む" },
    references: [
      { label: "見積番号", value: "Q-2026-0042" },
      { label: "発行日", value: "2026年11月21日" },
    ],
  });
  expect(quote.conditions).toContainEqual({
    label: "契約期間",
    value: "2026年12月1日〜2027年11月30日（12か月間）",
  });
});

test("the Japanese document follows the practice: who sells, estimates, reduced rate, what is taken off", async () => {
  const quote = quoteTextIn("ja", {
    taxes: [
      { ...consumption, components: ["base"] },
      { ...consumption, key: "jp8", percent: "8", components: ["mau"] },
    ],
    issuer: {
      name: "帳場株式会社",
      address: ["東京都中央区銀座1-2-3"],
      phone: "03-1234-5678",
      registrationNumber: "T7000012050002",
      bankDetails: ["見本銀行 銀座支店", "普通 0000001"],
      logoHash: null,
    },
    paymentTerms: { kind: "end_of_next_month", days: null, moved: "after" },
  });
  const { text } = await read(quote);
  for (const words of [
    "御見積書",
    "銀座ホールディングス株式会社 御中",
    "帳場株式会社",
    "TEL 03-1234-5678",
    "登録番号 T7000012050002",
    "月末締め翌月末払い（金融機関休業日の場合は翌営業日）",
    "見本銀行 銀座支店普通 0000001",
    "月間アクティブユーザー – 超過（見込み） ※",
    "最初の12か月間の合計（見込み）",
    "※は軽減税率（8%）の対象です。",
    "合計（見込み）",
    // 12,000 × 10 % off, and 2,000 users × ¥6 × 10 % off.
    "▲¥2,400",
  ])
    expect(text).toContain(compact(words));
  expect(text).not.toContain(compact("基本料金 ※"));
  expect(text).not.toContain("-¥");
});

test("the logo stands beside the seller's name", async () => {
  const logo = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const bytes = await new Response(
    await documentPdf(quoteTextIn("ja"), new Date("2026-11-21T00:00:00Z"), logo),
  ).arrayBuffer();
  expect(Buffer.from(bytes).includes("/Subtype /Image")).toBe(true);
});
