import { type Component, mauMeter } from "@/lib/domain/catalog/component";
import type { LocalizedText, PlanDefinition } from "@/lib/domain/catalog/plan";

const currency = "JPY";
const both = (en: string, ja: string): LocalizedText => ({ en, ja });

/** A fee, with an allowance of active users and a price for each one beyond it. */
const paid = (
  amountMinor: { month: string; year: string },
  mau: { included: string; unitAmountMinor: string },
): Component[] => [
  { kind: "base", key: "base", name: both("Base fee", "基本料金"), amountMinor },
  {
    kind: "usage",
    key: "mau",
    name: both("Monthly active users", "月間アクティブユーザー"),
    meter: mauMeter,
    unit: both("users", "ユーザー"),
    scale: null,
    included: mau.included,
    includedPerSeat: "0",
    price: { model: "per_unit", unitAmountMinor: mau.unitAmountMinor, per: "1" },
    capMinor: null,
    minimumMinor: null,
  },
];

const free: PlanDefinition = {
  name: both("Free", "Free"),
  summary: both(
    "To try things out, without end and without a card.",
    "カードの登録なしで、期限なくお試しいただけます。",
  ),
  features: [
    both("Sign-in for your first applications", "はじめてのアプリケーションの認証"),
    both("Help in the community", "コミュニティでのサポート"),
  ],
  currency,
  limits: { registeredRps: 3, registeredUsers: 100 },
  components: [],
};

const starter: PlanDefinition = {
  name: both("Starter", "Starter"),
  summary: both("For a first product with paying customers.", "最初のサービスを本格的に始める方へ。"),
  features: [both("Help by email on working days", "平日のメールサポート")],
  currency,
  limits: { registeredRps: null, registeredUsers: null },
  components: paid({ month: "5000", year: "50000" }, { included: "1000", unitAmountMinor: "10" }),
};

const business: PlanDefinition = {
  name: both("Business", "Business"),
  summary: both("For growing teams that others rely on.", "成長するチームと、その先のお客様のために。"),
  features: [
    both("Help by email on working days", "平日のメールサポート"),
    both("Audit log for a year", "監査ログを1年間保存"),
    both("An answer within four hours", "4時間以内の回答"),
  ],
  currency,
  limits: { registeredRps: null, registeredUsers: null },
  components: [
    ...paid({ month: "12000", year: "120000" }, { included: "5000", unitAmountMinor: "6" }),
    {
      kind: "seats",
      key: "seats",
      name: both("Seats for your team", "チームのシート"),
      unitAmountMinor: { month: "900", year: "9000" },
      included: 5,
      minimum: 0,
      maximum: 500,
    },
    {
      kind: "addon",
      key: "phone",
      name: both("Help by telephone", "電話サポート"),
      choice: { type: "switch", amountMinor: { month: "3000", year: "30000" } },
    },
    {
      kind: "addon",
      key: "environments",
      name: both("Test environments", "テスト環境"),
      choice: {
        type: "quantity",
        unitAmountMinor: { month: "1500", year: "15000" },
        included: 1,
        maximum: 20,
      },
    },
  ],
};

const enterprise: PlanDefinition = {
  name: both("Enterprise", "Enterprise"),
  summary: both(
    "For whole companies, with a person to call.",
    "全社でのご利用に。専任の担当者がお手伝いします。",
  ),
  features: [
    both("Audit log for a year", "監査ログを1年間保存"),
    both("An answer within four hours", "4時間以内の回答"),
    both("A person who knows you", "専任の担当者"),
    both("99.95% availability, promised", "稼働率99.95%を保証"),
  ],
  currency,
  limits: { registeredRps: null, registeredUsers: null },
  components: paid({ month: "48000", year: "480000" }, { included: "30000", unitAmountMinor: "3" }),
};

/** What the demo sells, lowest rank first. */
export const demoPlans: { key: string; rank: number; definition: PlanDefinition }[] = [
  { key: "free", rank: 0, definition: free },
  { key: "starter", rank: 1, definition: starter },
  { key: "business", rank: 2, definition: business },
  { key: "enterprise", rank: 3, definition: enterprise },
];
