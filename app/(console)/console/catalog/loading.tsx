import { TableLoading } from "@/components/patterns/table-loading";

export default function CatalogLoading() {
  return <TableLoading columns={6} rows={9} />;
}
