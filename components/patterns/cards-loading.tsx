import { cx } from "@/components/ui/cx";
import { Loading, Skeleton, SkeletonLines } from "@/components/ui/skeleton";
import { PageHeadLoading } from "./page-head-loading";

type CardsLoadingProps = {
  /** `below`: the page's head already stands, as under a row of tabs. */
  head?: "page" | "below";
  /** `lead`: two cards side by side and a large one below. `pairs`: small cards, two in a row. `one`: a single card. */
  cards?: "lead" | "pairs" | "one";
};

/** Keeps the place of a page of cards. */
export function CardsLoading({ head = "page", cards = "lead" }: CardsLoadingProps) {
  return (
    <Loading>
      {head === "page" && <PageHeadLoading />}
      {cards === "lead" && (
        <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
          <CardSkeleton className="min-h-56" />
          <CardSkeleton className="min-h-56" />
          <CardSkeleton className="min-h-80 lg:col-span-2" />
        </div>
      )}
      {cards === "pairs" && (
        <div className="grid gap-5 lg:grid-cols-2">
          <CardSkeleton lines={1} />
          <CardSkeleton lines={1} />
          <CardSkeleton lines={2} />
          <CardSkeleton lines={2} />
        </div>
      )}
      {cards === "one" && <CardSkeleton className="min-h-80" />}
    </Loading>
  );
}

function CardSkeleton({ lines = 4, className }: { lines?: number; className?: string }) {
  return (
    <div className={cx("rounded-lg border bg-surface p-6 shadow-card", className)}>
      <Skeleton className="mb-6 h-5 w-40" />
      <SkeletonLines count={lines} />
    </div>
  );
}
