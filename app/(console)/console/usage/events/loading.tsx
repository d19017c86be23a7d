import { TableLoading } from "@/components/patterns/table-loading";

export default function EventsLoading() {
  return <TableLoading columns={5} rows={10} />;
}
