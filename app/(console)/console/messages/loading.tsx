import { TableLoading } from "@/components/patterns/table-loading";

export default function MessagesLoading() {
  return <TableLoading columns={6} />;
}
