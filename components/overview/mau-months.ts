import type { MonthValue } from "@/components/patterns/month-bars";
import type { BillingDashboard } from "@/lib/features/dashboard/billing-dashboard";

/** The months of MAU for a chart. What held earlier is not known here: only this month stands against the maximum of today. */
export function mauMonths(mau: BillingDashboard["mau"]): MonthValue[] {
  return mau.history.map(({ month, users }) => ({
    month,
    value: users,
    maximum: month === mau.month ? mau.maximum : null,
  }));
}
