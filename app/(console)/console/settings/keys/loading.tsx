import { TableLoading } from "@/components/patterns/table-loading";

export default function KeysLoading() {
  return <TableLoading columns={7} rows={4} />;
}
