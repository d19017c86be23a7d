import { TableLoading } from "@/components/patterns/table-loading";

export default function ConsoleLoading() {
  return <TableLoading columns={6} rows={9} />;
}
