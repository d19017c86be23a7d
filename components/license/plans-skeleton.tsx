import { Card } from "@/components/ui/card";
import { Loading, Skeleton, SkeletonLines } from "@/components/ui/skeleton";

const places = ["first", "second", "third", "fourth"];

/** The plan choice before it is known, in its measures. */
export function PlansSkeleton() {
  return (
    <Loading>
      <Skeleton className="mb-1 h-5 w-52" />
      <Skeleton className="h-8 w-48" />
      <Skeleton className="mt-2.5 mb-6 w-80 max-w-full" />
      <Skeleton className="mb-5 h-9 w-56 rounded-lg" />
      <div className="grid gap-x-4 gap-y-5 md:grid-cols-2 xl:grid-cols-4">
        {places.map((place) => (
          <Card key={place} className="h-[30rem]">
            <Skeleton className="mb-6 h-6 w-28" />
            <Skeleton className="mb-8 h-9 w-36" />
            <Skeleton className="mb-8 h-9" />
            <SkeletonLines count={6} />
          </Card>
        ))}
      </div>
    </Loading>
  );
}
