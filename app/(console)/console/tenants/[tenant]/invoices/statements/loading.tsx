import { TableLoading } from "@/components/patterns/table-loading";

export default function StatementsLoading() {
  return <TableLoading head="below" columns={3} rows={4} />;
}
