import type { Id } from "@/lib/domain/ids";

/** What may need staff, the most urgent first. */
export const needKinds = [
  "dispute",
  "payment_failed",
  "suspended",
  "ended_unpaid",
  "overdue",
  "authentication_needed",
  "renewal_invoice",
  "stripe_difference",
  "usage_unpriced",
  "details_in_conflict",
  "mau_over",
  "contract_ends",
  "quote_expires",
  "mau_near",
  "details_unconfirmed",
  "without_rep",
] as const;
export type NeedKind = (typeof needKinds)[number];

/** One tenant that needs something. Dates are read in its zone. */
export type Need = {
  tenantId: Id<"tenant">;
  slug: string;
  name: string;
  timeZone: string;
  /** Since when, by when, or when it is tried again; ISO. */
  at: string | null;
  /** What it is about, where the tenant alone does not say it: a quote's number, users of a maximum, what is disputed or owed, which meters, what was changed at Stripe. */
  about: string | null;
  /** Where at Stripe it is done, where it is done there. */
  dashboardUrl: string | null;
};

export type NeedList = { kind: NeedKind; total: number; needs: Need[] };
