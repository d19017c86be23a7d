import { TableLoading } from "@/components/patterns/table-loading";

export default function ReconciliationLoading() {
  return <TableLoading columns={4} />;
}
