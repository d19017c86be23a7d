/** A small plan as the API tells it. */
export const planExample = {
  key: "starter",
  version: 1,
  name: "Starter",
  summary: "For small teams",
  features: [],
  currency: "JPY",
  is_free: false,
  sentences: null,
  intervals: {
    month: { base_amount: "5000", sentences: ["¥5,000/month"] },
    year: { base_amount: "50000", sentences: ["¥50,000/year"] },
  },
  trial_days: 0,
  limits: { registered_rps: null, registered_users: null, monthly_active_users: null },
  tax_included: false,
  definition: {
    format: "choba.plan" as const,
    name: { en: "Starter", ja: "スターター" },
    summary: { en: "For small teams", ja: "小さなチーム向け" },
    features: [],
    currency: "JPY" as const,
    limits: { registered_rps: null, registered_users: null },
    components: [
      {
        kind: "base" as const,
        key: "base",
        name: { en: "Platform fee", ja: "基本料金" },
        amount_minor: { month: "5000", year: "50000" },
      },
    ],
  },
};
