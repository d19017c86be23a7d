import { TableLoading } from "@/components/patterns/table-loading";

export default function ReceivablesLoading() {
  return <TableLoading columns={7} />;
}
