import { Card } from "@/components/ui/card";
import { Loading, Skeleton, SkeletonLines } from "@/components/ui/skeleton";

const places = ["first", "second", "third", "fourth"];

/** The price page before the prices are known, in its measures. */
export function EstimatorSkeleton() {
  return (
    <Loading>
      <Skeleton className="h-8 w-40" />
      <Skeleton className="mt-2.5 mb-6 w-80 max-w-full" />
      <Skeleton className="mb-5 h-9 w-44 rounded-lg" />
      <Card className="mb-5">
        <Skeleton className="mb-6 h-5 w-40" />
        <div className="grid gap-8 sm:grid-cols-2 xl:grid-cols-3">
          <Skeleton className="h-20" />
          <Skeleton className="h-20" />
        </div>
      </Card>
      <div className="grid gap-x-4 gap-y-5 md:grid-cols-2 xl:grid-cols-4">
        {places.map((place) => (
          <Card key={place} className="h-80">
            <Skeleton className="mb-6 h-6 w-28" />
            <Skeleton className="mb-8 h-9 w-36" />
            <SkeletonLines count={4} />
          </Card>
        ))}
      </div>
    </Loading>
  );
}
