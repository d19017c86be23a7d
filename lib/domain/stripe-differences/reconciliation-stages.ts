/** What is compared with Stripe, in this order. Lists over the whole account cost fewer requests than one for each tenant. */
export const reconciliationStages = [
  "events",
  "customers",
  "gone_customers",
  "subscriptions",
  "gone_subscriptions",
  "invoices",
  "open_invoices",
  "gone_invoices",
  "refunds",
  "disputes",
  "credit_notes",
] as const;
export type ReconciliationStage = (typeof reconciliationStages)[number];

/** The stage after this one; null: it was the last. */
export const stageAfter = (stage: ReconciliationStage): ReconciliationStage | null =>
  reconciliationStages[reconciliationStages.indexOf(stage) + 1] ?? null;
