import { blank, blankPlan } from "@/lib/domain/catalog/blank";
import type { AddonComponent, Component, DecimalText } from "@/lib/domain/catalog/component";
import type { LocalizedText, PlanDefinition } from "@/lib/domain/catalog/plan";

const both = (en: string, ja: string): LocalizedText => ({ en, ja });
const monthly = (month: DecimalText) => ({ month, year: null });

const fee = (month: DecimalText): Component => ({
  ...blank.base(),
  name: both("Base fee", "基本料金"),
  amountMinor: monthly(month),
});

const seats = (included: number): Component => ({
  ...blank.seats(),
  name: both("Additional seats", "追加席"),
  unitAmountMinor: monthly("1500"),
  included,
});

/** API calls beyond the allowance; the price is in cents for one call. */
const apiCalls = (included: DecimalText, unitAmountMinor: DecimalText): Component => ({
  ...blank.usage("api-calls", "api_calls"),
  name: both("API calls", "APIコール"),
  unit: both("API calls", "APIコール"),
  included,
  price: { model: "per_unit", unitAmountMinor, per: "1" },
});

/** An add-on that is on or off, as the catalog keeps it. */
export const dollarAddOn = (key: string, name: LocalizedText, month: DecimalText): AddonComponent => ({
  ...blank.addon(key),
  name,
  currency: "USD",
  choice: { type: "switch", amountMinor: monthly(month) },
});

export const analytics = dollarAddOn("advanced-analytics", both("Advanced analytics", "高度な分析"), "1900");
export const sms = dollarAddOn("sms-marketing", both("SMS marketing", "SMSマーケティング"), "2900");
export const landingPages = dollarAddOn("landing-pages", both("Landing pages", "ランディングページ"), "1900");

const plan = (name: string, summary: LocalizedText, components: Component[]): PlanDefinition => ({
  ...blankPlan("USD"),
  name: both(name, name),
  summary,
  components,
});

/** The plan of HYBRID-1 with the seats and the add-on of the invoice in HYBRID-14. */
const pro = plan(
  "Pro",
  both("API calls, a team and analytics in one plan.", "API、チーム、分析をひとつのプランで。"),
  [fee("4900"), seats(3), apiCalls("10000", "0.5"), analytics],
);

/** Tiers with growing allowances and a falling price for the excess: HYBRID-6. */
const starter = plan("API Starter", both("For first experiments.", "はじめての検証に。"), [
  fee("1900"),
  apiCalls("1000", "2"),
]);
const apiPro = plan(
  "API Pro",
  both("For products with steady traffic.", "安定した利用量のあるサービスに。"),
  [fee("7900"), apiCalls("25000", "1")],
);
const business = plan(
  "API Business",
  both("For many products at once.", "複数のサービスを運用する企業に。"),
  [fee("19900"), apiCalls("100000", "0.5")],
);
const enterprise = plan("API Enterprise", both("For very large volumes.", "大規模なご利用に。"), [
  fee("49900"),
  apiCalls("500000", "0.2"),
]);

/** The plans in dollars, lowest rank first. */
export const dollarPlans: { key: string; rank: number; definition: PlanDefinition }[] = [
  { key: "api-starter", rank: 1, definition: starter },
  { key: "pro", rank: 2, definition: pro },
  { key: "api-pro", rank: 3, definition: apiPro },
  { key: "api-business", rank: 4, definition: business },
  { key: "api-enterprise", rank: 5, definition: enterprise },
];

/** The marketing automation plan of HYBRID-10, still a draft. */
export const marketingDraft = {
  key: "marketing",
  rank: 6,
  definition: plan(
    "Marketing",
    both("Automation that grows with the list.", "リストの成長に合わせた自動化。"),
    [
      fee("7900"),
      seats(3),
      {
        ...blank.addon("contacts"),
        name: both("Contacts", "コンタクト数"),
        choice: {
          type: "one_of",
          options: [
            { key: "1k", name: both("1,000 contacts", "1,000件"), amountMinor: monthly("0") },
            { key: "5k", name: both("5,000 contacts", "5,000件"), amountMinor: monthly("3000") },
            { key: "25k", name: both("25,000 contacts", "25,000件"), amountMinor: monthly("8000") },
            { key: "100k", name: both("100,000 contacts", "100,000件"), amountMinor: monthly("20000") },
          ],
        },
      },
      sms,
      landingPages,
      {
        ...blank.usage("emails", "emails"),
        name: both("Emails", "メール送信"),
        unit: both("emails", "通"),
        included: "10000",
        price: { model: "per_unit", unitAmountMinor: "100", per: "1000" },
      },
    ],
  ),
};
