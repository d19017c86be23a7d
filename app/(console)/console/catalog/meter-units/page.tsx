import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CatalogTabs } from "@/components/catalog/catalog-tabs";
import { MeterUnitSheet } from "@/components/catalog/meter-unit-sheet";
import { MeterUnitsTable } from "@/components/catalog/meter-units-table";
import { readTableState, type TableParams } from "@/components/patterns/data-table/table-state";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { listMeterUnits } from "@/lib/features/catalog/meter-units/list-meter-units";
import { createMeterUnit, deleteMeterUnit, updateMeterUnit } from "../actions";
import { isFound, openCatalog } from "../open-catalog";

const actions = { createMeterUnit, updateMeterUnit, deleteMeterUnit };

export async function generateMetadata(): Promise<Metadata> {
  await openCatalog();
  return { title: (await getTranslations("catalog.meterUnits"))("title") };
}

/** What is counted beside monthly active users. */
export default async function MeterUnitsPage({ searchParams }: { searchParams: Promise<TableParams> }) {
  const { ctx, canEdit } = await openCatalog();
  const state = readTableState(await searchParams);
  const [t, { units, aggregationIsChosen }] = await Promise.all([
    getTranslations("catalog.meterUnits"),
    listMeterUnits(ctx, {}).then(orNotFound),
  ]);
  const rows = units.filter(({ unitName, displayName, eventName }) =>
    isFound(state.search, [unitName, displayName.en, displayName.ja, eventName]),
  );
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          canEdit && (
            <MeterUnitSheet unit={null} actions={actions} aggregationIsChosen={aggregationIsChosen} />
          )
        }
      />
      <CatalogTabs />
      <Card flush aria-label={t("title")}>
        <MeterUnitsTable
          rows={rows}
          state={state}
          aggregationIsChosen={aggregationIsChosen}
          actions={canEdit ? actions : null}
        />
      </Card>
    </>
  );
}
