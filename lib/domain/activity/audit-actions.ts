/**
 * Every action of the audit log, by the area that it is about. Rows of the log are never rewritten, so a name stays as it
 * is once it has been released. The words of each are in `lib/i18n/messages`, at `activity.actions`.
 */
export const auditActions = {
  api_key: ["create", "revoke"],
  tenant: ["create", "time_zone_changed", "rep_assigned", "edited", "sales_model_changed", "rep_handed_over"],
  payment_administrator: ["change"],
  payment_account: [
    "create",
    "confirmed",
    "refused",
    "changed_in_stripe",
    "deleted_in_stripe",
    "linked",
    "unlinked",
    "portal_link_sent",
  ],
  billing_details: [
    "save",
    "refused_by_stripe",
    "changed_in_stripe",
    "save_memo",
    "confirm",
    "conflict",
    "resolve_with_choba",
    "resolve_with_stripe",
  ],
  order: ["purchase", "upgrade", "discard", "done", "cancelled", "failed", "stale"],
  reservation: ["request", "cancel", "applied", "cancelled", "failed"],
  license: [
    "activated",
    "changed",
    "renewed",
    "stop_renewal",
    "resume_renewal",
    "renewal_stopped",
    "renewal_resumed",
    "payment_paid",
    "payment_failed",
    "payment_authentication_needed",
    "ended",
    "subscription_followed",
    "subscription_refused",
    "payment_due",
    "payment_overdue",
  ],
  registration: ["add", "rename", "remove"],
  plan: [
    "save_draft",
    "discard_draft",
    "publish",
    "ready_at_stripe",
    "refused_by_stripe",
    "retire",
    "restore",
    "duplicate",
    "import",
  ],
  meter_unit: ["create", "update", "delete", "archive", "restore"],
  add_on: ["create", "change", "archive", "restore"],
  tax_rate: ["create", "change", "archive", "restore", "refused_by_stripe"],
  tax_rounding: ["save"],
  mau: ["erase_user"],
  usage: [
    "void",
    "amend",
    "repair",
    "archive",
    "backfill",
    "set_value",
    "set_values",
    "aggregate_as_chosen",
    "aggregate_by_sum",
  ],
  saved_view: ["saved", "changed", "deleted"],
  quote: ["save_draft", "send", "revise", "withdraw", "accept", "accept_on_paper", "decline", "expire"],
  members: [
    "invited",
    "invitation_resent",
    "invitation_withdrawn",
    "joined",
    "role_changed",
    "removed",
    "left",
  ],
  staff: ["invited", "invitation_resent", "invitation_withdrawn", "joined", "role_changed", "removed"],
  tenants: ["import"],
  at_stripe: [
    "refunded",
    "refund_failed",
    "credit_note_created",
    "credit_note_voided",
    "invoice_voided",
    "invoice_uncollectible",
    "invoice_paid_out_of_band",
    "invoice_finalized",
    "invoice_sent",
    "discount_added",
    "discount_changed",
    "discount_removed",
    "subscription_discount_added",
    "subscription_discount_changed",
    "subscription_discount_removed",
    "dispute_opened",
    "dispute_evidence_submitted",
    "dispute_won",
    "dispute_lost",
    "dispute_closed",
  ],
  note: ["add", "edit", "delete", "pin", "unpin"],
  contract: [
    "set",
    "schedule",
    "begin",
    "renew",
    "end",
    "terminate",
    "end_scheduled",
    "end_cancelled",
    "schedule_cancelled",
    "invoiced_by_stripe",
    "refused_by_stripe",
  ],
} as const satisfies Record<string, readonly string[]>;

export type AuditArea = keyof typeof auditActions;

/** An action as the log has it: `license.renewed`. */
export type AuditAction = {
  [Area in AuditArea]: `${Area}.${(typeof auditActions)[Area][number]}`;
}[AuditArea];

export const allAuditActions = Object.entries(auditActions).flatMap(([area, names]) =>
  names.map((name) => `${area}.${name}`),
) as AuditAction[];

/** What people change in Stripe's dashboard, and how disputes go there. */
export type StripeChange = (typeof auditActions)["at_stripe"][number];
