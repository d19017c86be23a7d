import { EstimatorSkeleton } from "@/components/catalog/pricing/estimator-skeleton";

export default function Loading() {
  return <EstimatorSkeleton />;
}
