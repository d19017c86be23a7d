import { TableLoading } from "@/components/patterns/table-loading";

export default function DifferencesLoading() {
  return <TableLoading columns={9} />;
}
