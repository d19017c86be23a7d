import { TableLoading } from "@/components/patterns/table-loading";

export default function StaffLoading() {
  return <TableLoading columns={5} rows={4} />;
}
