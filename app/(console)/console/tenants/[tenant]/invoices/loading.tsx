import { TableLoading } from "@/components/patterns/table-loading";

export default function InvoicesLoading() {
  return <TableLoading head="below" columns={6} rows={6} />;
}
