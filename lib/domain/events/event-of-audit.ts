import type { AuditAction } from "../activity/audit-actions";
import type { EventType } from "./event-types";

/**
 * What is told when an entry is written into the log of a tenant. An action that is not listed is told to nobody: how Choba
 * and its staff work is their own affair. `usage_alerts.reached` and invoices are told where they are noted, since the
 * entries do not say enough.
 */
const told: Readonly<Partial<Record<AuditAction, EventType>>> = {
  "tenant.create": "tenant.created",
  "tenant.edited": "tenant.updated",
  "tenant.time_zone_changed": "tenant.updated",
  "tenant.sales_model_changed": "tenant.updated",
  "tenant.metadata_changed": "tenant.updated",
  "tenant.closed": "tenant.closed",
  "tenant.reopened": "tenant.reopened",
  "members.added": "member.added",
  "members.external_id_changed": "member.updated",
  "members.invited": "member.invited",
  "members.joined": "member.added",
  "members.role_changed": "member.role_changed",
  "members.removed": "member.removed",
  "members.left": "member.removed",
  "license.activated": "license.activated",
  "license.trial_began": "license.trial_began",
  "license.trial_became_paid": "license.activated",
  "license.changed": "license.changed",
  "license.metadata_changed": "license.changed",
  "license.renewed": "license.renewed",
  "license.stop_renewal": "license.renewal_stopped",
  "license.renewal_stopped": "license.renewal_stopped",
  "license.resume_renewal": "license.renewal_resumed",
  "license.renewal_resumed": "license.renewal_resumed",
  "license.payment_paid": "license.payment_changed",
  "license.payment_failed": "license.payment_changed",
  "license.payment_due": "license.payment_changed",
  "license.payment_overdue": "license.payment_changed",
  "license.payment_authentication_needed": "payment.action_required",
  "license.suspended": "license.suspended",
  "license.suspension_ended": "license.resumed",
  "license.ended": "license.ended",
  "license.ended_unpaid": "license.ended",
  "contract.begin": "license.changed",
  "contract.set": "license.changed",
  "contract.renew": "license.renewed",
  "order.purchase": "order.placed",
  "order.upgrade": "order.placed",
  "order.done": "order.completed",
  "order.failed": "order.failed",
  "order.cancelled": "order.cancelled",
  "order.stale": "order.cancelled",
  "reservation.request": "reservation.created",
  "reservation.applied": "reservation.applied",
  "reservation.cancelled": "reservation.cancelled",
  "reservation.failed": "reservation.failed",
  "at_stripe.refunded": "refund.created",
  "at_stripe.refund_failed": "refund.failed",
  "at_stripe.dispute_opened": "dispute.opened",
  "at_stripe.dispute_evidence_submitted": "dispute.answered",
  "at_stripe.dispute_won": "dispute.won",
  "at_stripe.dispute_lost": "dispute.lost",
  "at_stripe.dispute_closed": "dispute.closed",
  "quote.send": "quote.sent",
  "quote.accept": "quote.accepted",
  "quote.accept_on_paper": "quote.accepted",
  "quote.decline": "quote.declined",
  "quote.expire": "quote.expired",
  "quote.withdraw": "quote.withdrawn",
};

/** Null: nothing is told. Of a draft that is thrown away no customer knew, nor do receivers. */
export function eventOfAudit({
  action,
  before,
}: {
  action: AuditAction;
  before?: unknown;
}): EventType | null {
  if (action === "quote.withdraw" && isRecord(before) && before.state === "draft") return null;
  return told[action] ?? null;
}

const isRecord = (side: unknown): side is Record<string, unknown> =>
  typeof side === "object" && side !== null;
