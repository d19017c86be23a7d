/** Every mail that Choba sends, and what its button says; the texts are the messages `mail.<template>` and `mail.open`. */
const openedBy = {
  sign_in: "sign_in",
  payment_administrator_you: "dashboard",
  payment_administrator_no_longer_you: "dashboard",
  license_activated: "dashboard",
  trial_began: "dashboard",
  trial_ends: "dashboard",
  renewal_coming: "dashboard",
  license_changed: "dashboard",
  license_ended: "dashboard",
  payment_received: "receipt",
  payment_refunded: "invoice",
  payment_failed: "pay",
  authentication_needed: "confirm",
  dispute_opened: "tenant",
  changed_at_stripe: "tenant",
  api_key_ends: "page",
  invoice_overdue: "pay",
  usage_allowance_reached: "usage",
  usage_cost_reached: "usage",
  payment_reminder: "pay",
  contract_ends: "dashboard",
  contract_ends_for_rep: "tenant",
  contract_renews: "dashboard",
  contract_renews_for_rep: "tenant",
  quote_sent: "quote",
  quote_accepted: "quote",
  quote_declined: "quote",
  billing_details_entered: "dashboard",
  invitation: "join",
  invitation_owner: "sign_in",
  invitation_staff: "join",
  member_removed: "page",
  owner_added: "members",
  admin_added: "members",
  role_taken: "members",
  now_sales_led: "dashboard",
  now_self_serve: "dashboard",
  portal_link: "page",
  webhook_failing: "page",
  webhook_gone: "page",
} as const;

export type MailTemplate = keyof typeof openedBy;

export const mailTemplates = Object.keys(openedBy) as [MailTemplate, ...MailTemplate[]];

/** What the button of a mail says: a message of `mail.open`. */
export const openedByButton = (template: MailTemplate) => openedBy[template];

/** What a mail may say in a table, apart from its text; the names are the messages `mail.facts`. */
export const mailFactNames = [
  "invoice",
  "amount",
  "paid_on",
  "refunded",
  "still_paid",
  "due",
  "problem",
  "next_attempt",
  "plan",
  "answer_by",
] as const;

export type MailFact = { name: (typeof mailFactNames)[number]; value: string };
