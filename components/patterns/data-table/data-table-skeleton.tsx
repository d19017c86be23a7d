import { Loading, Skeleton } from "@/components/ui/skeleton";

/** Keeps the place of a DataTable while its page is on the way. */
export function DataTableSkeleton({ columns = 5, rows = 8 }: { columns?: number; rows?: number }) {
  const lines = Array.from({ length: rows }, (_, line) => line);
  const cells = Array.from({ length: columns }, (_, cell) => cell);
  return (
    <Loading>
      <div className="px-5 pb-3 sm:px-6">
        <Skeleton className="h-9 w-full sm:w-72" />
      </div>
      <div className="h-9 border-y bg-wash" />
      {lines.map((line) => (
        <div key={line} className="flex gap-6 border-b px-5 py-3.5 sm:px-6">
          {cells.map((cell) => (
            <Skeleton key={cell} className={cell === 0 ? "flex-[2]" : "flex-1 max-md:hidden"} />
          ))}
        </div>
      ))}
    </Loading>
  );
}
