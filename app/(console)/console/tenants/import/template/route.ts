import { csvFile } from "@/lib/csv/csv-file";
import { importColumns } from "@/lib/features/console/tenant-import/import-columns";

/** All columns with one example row. It tells nothing about anybody. */
export function GET() {
  return new Response(
    csvFile([importColumns.map(({ name }) => name), importColumns.map(({ example }) => example)]),
    {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="choba-tenants.csv"',
      },
    },
  );
}
