import { Skeleton } from "@/components/ui/skeleton";

/** Keeps the place of a page's title and what is said below it. */
export function PageHeadLoading() {
  return (
    <div className="mb-6">
      <Skeleton className="h-8 w-48" />
      <Skeleton className="mt-2.5 w-72 max-w-full" />
    </div>
  );
}
