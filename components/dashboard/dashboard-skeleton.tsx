import { Card } from "@/components/ui/card";
import { Loading, Skeleton, SkeletonLines } from "@/components/ui/skeleton";

/** The dashboard before it is known, in its measures, so that nothing jumps when it arrives. */
export function DashboardSkeleton() {
  return (
    <Loading>
      <div className="mb-6">
        <Skeleton className="h-8 w-56" />
        <Skeleton className="mt-2.5 w-80 max-w-full" />
      </div>
      <div className="grid gap-5">
        <div className="grid gap-5 md:grid-cols-2">
          <SmallCard />
          <SmallCard />
        </div>
        <Card>
          <Skeleton className="mb-6 h-7 w-48" />
          <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
            <SkeletonLines count={7} />
            <Skeleton className="h-72" />
          </div>
        </Card>
      </div>
    </Loading>
  );
}

function SmallCard() {
  return (
    <Card>
      <Skeleton className="mb-5 h-6 w-60 max-w-full" />
      <SkeletonLines count={3} />
    </Card>
  );
}
