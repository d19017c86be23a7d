import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AddOnSheet } from "@/components/catalog/add-on-sheet";
import { AddOnsTable } from "@/components/catalog/add-ons-table";
import { CatalogTabs } from "@/components/catalog/catalog-tabs";
import { readTableState, type TableParams } from "@/components/patterns/data-table/table-state";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { listAddOns } from "@/lib/features/catalog/add-ons/list-add-ons";
import { listPlans } from "@/lib/features/catalog/plans/overview/list-plans";
import { archiveAddOn, saveAddOn } from "../actions";
import { isFound, openCatalog } from "../open-catalog";

const actions = { saveAddOn, archiveAddOn };

export async function generateMetadata(): Promise<Metadata> {
  await openCatalog();
  return { title: (await getTranslations("catalog.addOns"))("title") };
}

/** Add-ons that the plan editor offers to copy. */
export default async function AddOnsPage({ searchParams }: { searchParams: Promise<TableParams> }) {
  const { ctx, canEdit } = await openCatalog();
  const state = readTableState(await searchParams);
  const [t, addOns, plans] = await Promise.all([
    getTranslations("catalog.addOns"),
    listAddOns(ctx, {}).then(orNotFound),
    listPlans(ctx, {}).then(orNotFound),
  ]);
  const rows = addOns.filter(({ key, definition: { name } }) =>
    isFound(state.search, [key, name.en, name.ja]),
  );
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          canEdit && <AddOnSheet addOn={null} actions={actions} currency={plans[0]?.currency ?? "USD"} />
        }
      />
      <CatalogTabs />
      <Card flush aria-label={t("title")}>
        <AddOnsTable rows={rows} state={state} actions={canEdit ? actions : null} />
      </Card>
    </>
  );
}
