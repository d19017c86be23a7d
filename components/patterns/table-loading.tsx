import { Skeleton } from "@/components/ui/skeleton";
import { DataTableSkeleton } from "./data-table/data-table-skeleton";

type TableLoadingProps = {
  /** `below`: the page's head already stands, as under a row of tabs. */
  head?: "page" | "below";
  columns?: number;
  rows?: number;
};

/** Keeps the place of a page with one table. */
export function TableLoading({ head = "page", ...table }: TableLoadingProps) {
  return (
    <>
      {head === "page" && (
        <div className="mb-6">
          <Skeleton className="h-8 w-48" />
          <Skeleton className="mt-2.5 w-72 max-w-full" />
        </div>
      )}
      <div className="rounded-lg border bg-surface pt-3 shadow-card">
        <DataTableSkeleton {...table} />
      </div>
    </>
  );
}
