import { DataTableSkeleton } from "./data-table/data-table-skeleton";
import { PageHeadLoading } from "./page-head-loading";

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
      {head === "page" && <PageHeadLoading />}
      <div className="rounded-lg border bg-surface pt-3 shadow-card">
        <DataTableSkeleton {...table} />
      </div>
    </>
  );
}
