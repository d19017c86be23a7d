import { TableLoading } from "@/components/patterns/table-loading";

export default function KeysLoading() {
  return <TableLoading columns={6} rows={4} />;
}
