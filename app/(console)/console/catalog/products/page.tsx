import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CatalogTabs } from "@/components/catalog/catalog-tabs";
import { ProductIdsTable } from "@/components/catalog/product-ids-table";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { listProducts } from "@/lib/features/catalog/products/list-products";
import { setProductId } from "../actions";
import { openCatalog } from "../open-catalog";

export async function generateMetadata(): Promise<Metadata> {
  await openCatalog();
  return { title: (await getTranslations("catalog.productIds"))("title") };
}

/** By which ids the SaaS's own servers name what is on sale. */
export default async function ProductIdsPage() {
  const { ctx, canEdit } = await openCatalog();
  const [t, { products }] = await Promise.all([
    getTranslations("catalog.productIds"),
    listProducts(ctx, {}).then(orNotFound),
  ]);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <CatalogTabs />
      <Card flush aria-label={t("title")}>
        <ProductIdsTable products={products} setId={canEdit ? setProductId : null} />
      </Card>
    </>
  );
}
