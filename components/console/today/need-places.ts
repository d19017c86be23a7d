import type { NeedKind } from "@/lib/features/console/today/needs";

/** Which side of the tenant's page deals with it; empty: its overview. */
export const sideOf: Record<NeedKind, string> = {
  dispute: "/activity?kind=stripe",
  payment_failed: "",
  suspended: "/invoices",
  ended_unpaid: "/invoices",
  overdue: "/invoices",
  authentication_needed: "",
  renewal_invoice: "/invoices",
  stripe_difference: "/billing",
  usage_unpriced: "/invoices",
  details_in_conflict: "/billing",
  mau_over: "",
  contract_ends: "/license",
  quote_expires: "/quotes",
  mau_near: "",
  details_unconfirmed: "/billing",
  without_rep: "",
};

/** The page with all of them: a list that can do more, or this page with one kind only. */
export function listOf(kind: NeedKind, whose: "mine" | "all"): string {
  const mine = whose === "mine" ? "&rep=mine" : "";
  switch (kind) {
    case "payment_failed":
    case "suspended":
    case "ended_unpaid":
    case "overdue":
    case "authentication_needed":
      return `/console/tenants?state=${kind}${mine}`;
    case "mau_over":
      return `/console/tenants?mau=over${mine}`;
    case "mau_near":
      return `/console/tenants?mau=near${mine}`;
    case "stripe_difference":
      return "/console/reconciliation";
    // The board has all of them, and says why.
    case "usage_unpriced":
      return "/console/closes";
    case "without_rep":
      return "/console/tenants?rep=none&salesModel=sales_led";
    default:
      return `/console?whose=${whose}&only=${kind}`;
  }
}
