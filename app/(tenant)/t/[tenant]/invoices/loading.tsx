import { TableLoading } from "@/components/patterns/table-loading";

export default function InvoicesLoading() {
  return <TableLoading columns={6} rows={6} />;
}
