import type { LocalizedText } from "../catalog/plan";

/**
 * What events carry, in the words of the API: snake case, instants as ISO 8601, amounts as minor units in text.
 */
type HeldPlan = {
  plan: { key: string; name: LocalizedText };
  interval: "month" | "year" | null;
  seats: number;
  addons: Record<string, string>;
};

export type TenantData = {
  id: string;
  slug: string;
  external_id: string | null;
  name: string;
  time_zone: string;
  currency: string;
  locale: "en" | "ja";
  sales_model: "self_serve" | "sales_led";
  metadata: Record<string, string>;
  created_at: string;
  closed_at: string | null;
};

export type MemberData = {
  /** Null of somebody who is invited and has not come yet. */
  id: string | null;
  external_id: string | null;
  email: string;
  name: string | null;
  /** Of one who has gone, the last. */
  role: string;
};

export type LicenseData = HeldPlan & {
  id: string;
  state: "active" | "trial" | "renewal_stopped" | "payment_failed" | "authentication_needed" | "overdue";
  trial_end: string | null;
  period: { start: string; end: string | null };
  renews: boolean;
  unpaid: { since: string; suspended: boolean; pay_url: string | null } | null;
  /** The tenant's next midnight: until then nothing of it changes by itself. */
  valid_until: string;
  metadata: Record<string, string>;
};

export type OrderData = HeldPlan & {
  id: string;
  kind: "purchase" | "upgrade";
  state: "awaiting_card" | "executing" | "awaiting_payment" | "done" | "cancelled" | "failed" | "stale";
  total: string;
  currency: string;
  reason: string | null;
  created_at: string;
  closed_at: string | null;
};

export type ReservationData = HeldPlan & {
  id: string;
  state: "reserved" | "applied" | "cancelled" | "failed";
  effective_at: string;
  created_at: string;
  closed_at: string | null;
};

export type InvoiceData = {
  id: string;
  number: string | null;
  status: "draft" | "open" | "paid" | "void" | "uncollectible";
  total: string;
  paid: string;
  credited: string;
  remaining: string;
  currency: string;
  collection: "charged" | "sent";
  attempts: number;
  created_at: string;
  finalized_at: string | null;
  due_at: string | null;
  paid_at: string | null;
  url: string | null;
};

export type UpcomingInvoiceData = {
  /** When it will be made, and charged or sent. */
  due_at: string;
  total: string;
  currency: string;
  plan: { key: string; name: LocalizedText };
  interval: "month" | "year";
};

export type RefundData = {
  id: string;
  amount: string;
  currency: string;
  status: string;
  reason: string | null;
  invoice_number: string | null;
};

export type DisputeData = {
  id: string;
  amount: string;
  currency: string;
  state: "answer" | "review" | "won" | "lost" | "closed";
  reason: string;
  opened_at: string;
  answer_by: string | null;
};

export type AlertData = {
  /** The month in the tenant's zone. */
  month: string;
  /** The component of the plan whose allowance it is; null: the month's cost. */
  component: string | null;
  /** Percent of the allowance, or minor units of the cost. */
  threshold: string;
  used: string;
  allowance: string | null;
  currency: string;
};

export type QuoteData = {
  id: string;
  number: string | null;
  state: "draft" | "sent" | "accepted" | "declined" | "expired" | "withdrawn" | "replaced";
  subject: string;
  plan: { key: string; name: LocalizedText };
  interval: "month" | "year";
  total: string;
  currency: string;
  /** The last day on which it can be accepted. */
  valid_until: string;
  sent_at: string | null;
  closed_at: string | null;
};

export type TestData = { message: string };

export type EventDataOf = {
  tenant: TenantData;
  member: MemberData;
  license: LicenseData;
  order: OrderData;
  reservation: ReservationData;
  invoice: InvoiceData;
  upcoming_invoice: UpcomingInvoiceData;
  refund: RefundData;
  dispute: DisputeData;
  alert: AlertData;
  quote: QuoteData;
  test: TestData;
};

export type EventData = EventDataOf[keyof EventDataOf];
