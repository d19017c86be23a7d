import { EstimatorSkeleton } from "@/components/pricing/estimator-skeleton";

export default function Loading() {
  return <EstimatorSkeleton />;
}
