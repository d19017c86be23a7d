import { DataTableSkeleton } from "@/components/patterns/data-table/data-table-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

/** Keeps the place of title, views and table while the list is on its way. */
export default function TenantsLoading() {
  return (
    <>
      <div className="mb-6">
        <Skeleton className="h-8 w-48" />
        <Skeleton className="mt-2.5 w-72 max-w-full" />
      </div>
      <div className="mb-4 flex h-10 items-center gap-5 overflow-hidden border-b">
        {["w-8", "w-24", "w-32", "w-28"].map((width) => (
          <Skeleton key={width} className={`shrink-0 ${width}`} />
        ))}
      </div>
      <div className="rounded-lg border bg-surface pt-3 shadow-card">
        <DataTableSkeleton columns={7} rows={9} />
      </div>
    </>
  );
}
