import { TableLoading } from "@/components/patterns/table-loading";

export default function QuotesLoading() {
  return <TableLoading columns={5} rows={5} />;
}
