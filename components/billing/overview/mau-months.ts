import type { MonthValue } from "@/components/patterns/month-bars";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";

/** The months of MAU for a chart, the current one last. */
export function mauMonths(mau: BillingDashboard["mau"]): MonthValue[] {
  return mau.history.map(({ month, users }) => ({ month, value: users }));
}
