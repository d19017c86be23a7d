import { TableLoading } from "@/components/patterns/table-loading";

export default function InvoicesLoading() {
  return <TableLoading columns={7} />;
}
