import { DashboardSkeleton } from "@/components/billing/dashboard-skeleton";

export default function Loading() {
  return <DashboardSkeleton />;
}
