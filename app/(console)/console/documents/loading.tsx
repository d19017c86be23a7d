import { TableLoading } from "@/components/patterns/table-loading";

export default function DocumentsLoading() {
  return <TableLoading columns={6} rows={8} />;
}
