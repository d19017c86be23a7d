import type { LocalizedText, PlanDefinition } from "@/lib/domain/catalog/plan";

const currency = "JPY";
const both = (en: string, ja: string): LocalizedText => ({ en, ja });

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
  limits: { registeredRps: 3, registeredUsers: 100, monthlyActiveUsers: null },
  components: [],
};

const starter: PlanDefinition = {
  name: both("Starter", "Starter"),
  summary: both("For a first product with paying customers.", "最初のサービスを本格的に始める方へ。"),
  features: [both("Help by e-mail on working days", "平日のメールサポート")],
  currency,
  limits: { registeredRps: null, registeredUsers: null, monthlyActiveUsers: 1_000 },
  components: [
    { kind: "base", amountMinor: { month: "5000", year: "50000" } },
    { kind: "mau", unitAmountMinor: "10" },
  ],
};

const business: PlanDefinition = {
  name: both("Business", "Business"),
  summary: both("For growing teams that others rely on.", "成長するチームと、その先のお客様のために。"),
  features: [
    both("Help by e-mail on working days", "平日のメールサポート"),
    both("Audit log for a year", "監査ログを1年間保存"),
    both("An answer within four hours", "4時間以内の回答"),
  ],
  currency,
  limits: { registeredRps: null, registeredUsers: null, monthlyActiveUsers: 5_000 },
  components: [
    { kind: "base", amountMinor: { month: "12000", year: "120000" } },
    { kind: "mau", unitAmountMinor: "6" },
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
    both("99.95 % availability, promised", "稼働率 99.95% を保証"),
  ],
  currency,
  limits: { registeredRps: null, registeredUsers: null, monthlyActiveUsers: 30_000 },
  components: [
    { kind: "base", amountMinor: { month: "48000", year: "480000" } },
    { kind: "mau", unitAmountMinor: "3" },
  ],
};

/** What the demo sells, lowest rank first. */
export const demoPlans: { key: string; rank: number; definition: PlanDefinition }[] = [
  { key: "free", rank: 0, definition: free },
  { key: "starter", rank: 1, definition: starter },
  { key: "business", rank: 2, definition: business },
  { key: "enterprise", rank: 3, definition: enterprise },
];
