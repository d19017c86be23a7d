import { PlansSkeleton } from "@/components/license/plans-skeleton";

export default function Loading() {
  return <PlansSkeleton />;
}
