import { TableLoading } from "@/components/patterns/table-loading";

export default function MembersLoading() {
  return <TableLoading head="below" columns={4} rows={5} />;
}
