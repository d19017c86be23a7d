import { TableLoading } from "@/components/patterns/table-loading";

export default function WebhooksLoading() {
  return <TableLoading columns={5} rows={3} />;
}
