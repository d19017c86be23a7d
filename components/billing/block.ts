import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";

/** Why the license cannot be changed now, by the rules of the use-cases, shown before they would refuse. */
export type Block =
  | "not_allowed"
  | "sales_led"
  | "stripe_off"
  | "no_account"
  | "account_creating"
  | "order_open"
  | "reserved"
  | "renewal_stopped"
  | "payment_due";

/** The first thing in the way of a change, or null. */
export function blockOf(dashboard: BillingDashboard): Block | null {
  const { tenant, may, license, paymentAccount } = dashboard;
  if (tenant.salesModel === "sales_led") return "sales_led";
  if (!may.changeLicense) return "not_allowed";
  if (!dashboard.stripeIntegration) return "stripe_off";
  if (dashboard.order) return "order_open";
  if (dashboard.reservation) return "reserved";
  if (license.state === "renewal_stopped") return "renewal_stopped";
  const isOwed = dashboard.debts?.some(({ isOverdue }) => isOverdue);
  if ((license.state !== "active" && license.state !== "trial") || isOwed) return "payment_due";
  if (!dashboard.paymentAccountExists) return "no_account";
  if (paymentAccount && !paymentAccount.stripeCustomerId) return "account_creating";
  return null;
}
