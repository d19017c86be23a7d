import { cx } from "@/components/ui/cx";
import { Loading, Skeleton, SkeletonLines } from "@/components/ui/skeleton";

/** Keeps the place of a page of cards: its head, two cards side by side, one below. */
export function CardsLoading() {
  return (
    <Loading>
      <div className="mb-6">
        <Skeleton className="h-8 w-48" />
        <Skeleton className="mt-2.5 w-72 max-w-full" />
      </div>
      <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
        <CardSkeleton className="min-h-56" />
        <CardSkeleton className="min-h-56" />
        <CardSkeleton className="min-h-80 lg:col-span-2" />
      </div>
    </Loading>
  );
}

function CardSkeleton({ className }: { className: string }) {
  return (
    <div className={cx("rounded-lg border bg-surface p-6 shadow-card", className)}>
      <Skeleton className="mb-6 h-5 w-40" />
      <SkeletonLines count={4} />
    </div>
  );
}
