import { TableLoading } from "@/components/patterns/table-loading";

export default function KeysLoading() {
  return <TableLoading columns={8} rows={4} />;
}
