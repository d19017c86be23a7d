import { TableLoading } from "@/components/patterns/table-loading";

export default function ClosesLoading() {
  return <TableLoading columns={6} />;
}
