import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CatalogTabs } from "@/components/catalog/catalog-tabs";
import { TaxRateSheet } from "@/components/catalog/tax-rate-sheet";
import { TaxRatesTable } from "@/components/catalog/tax-rates-table";
import { TaxRoundingCard } from "@/components/catalog/tax-rounding-card";
import { readTableState, type TableParams } from "@/components/patterns/data-table/table-state";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { listTaxRates } from "@/lib/features/catalog/tax-rates/list-tax-rates";
import { readTaxRounding } from "@/lib/features/catalog/tax-rates/tax-rounding";
import { archiveTaxRate, createTaxRate, saveTaxRounding, updateTaxRate } from "../actions";
import { isFound, openCatalog } from "../open-catalog";

const actions = { createTaxRate, updateTaxRate, archiveTaxRate };

export async function generateMetadata(): Promise<Metadata> {
  await openCatalog();
  return { title: (await getTranslations("catalog.taxRates"))("title") };
}

/** The tax rates, and how tax is rounded. */
export default async function TaxRatesPage({ searchParams }: { searchParams: Promise<TableParams> }) {
  const { ctx, canEdit } = await openCatalog();
  const state = readTableState(await searchParams);
  const [t, rates, rounding] = await Promise.all([
    getTranslations("catalog.taxRates"),
    listTaxRates(ctx, {}).then(orNotFound),
    readTaxRounding(ctx, {}).then(orNotFound),
  ]);
  const rows = rates.filter(({ key, displayName, country }) =>
    isFound(state.search, [key, displayName.en, displayName.ja, country]),
  );
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={canEdit && <TaxRateSheet rate={null} actions={actions} />}
      />
      <CatalogTabs />
      <div className="grid gap-5">
        <Card flush aria-label={t("title")}>
          <TaxRatesTable rows={rows} state={state} actions={canEdit ? actions : null} />
        </Card>
        <TaxRoundingCard rounding={rounding} save={canEdit ? saveTaxRounding : null} />
      </div>
    </>
  );
}
