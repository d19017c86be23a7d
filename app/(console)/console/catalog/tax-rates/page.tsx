import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CatalogTabs } from "@/components/catalog/catalog-tabs";
import { DefaultRatesCard } from "@/components/catalog/default-rates-card";
import { TaxRateSheet } from "@/components/catalog/tax-rate-sheet";
import { TaxRatesTable } from "@/components/catalog/tax-rates-table";
import { TaxSettingsCard } from "@/components/catalog/tax-settings-card";
import { readTableState, type TableParams } from "@/components/patterns/data-table/table-state";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { dayOf } from "@/lib/domain/time/calendar";
import { listDefaultTaxRates } from "@/lib/features/catalog/tax-rates/default-tax-rates";
import { listTaxRates } from "@/lib/features/catalog/tax-rates/list-tax-rates";
import { readTaxSettings } from "@/lib/features/catalog/tax-rates/tax-settings";
import { archiveTaxRate, createTaxRate, saveTaxSettings, setDefaultTaxRate, updateTaxRate } from "../actions";
import { isFound, openCatalog } from "../open-catalog";

const actions = { createTaxRate, updateTaxRate, archiveTaxRate };

export async function generateMetadata(): Promise<Metadata> {
  await openCatalog();
  return { title: (await getTranslations("catalog.taxRates"))("title") };
}

/** The tax rates, which of them countries have, and what holds for tax in the whole catalog. */
export default async function TaxRatesPage({ searchParams }: { searchParams: Promise<TableParams> }) {
  const { ctx, canEdit } = await openCatalog();
  const state = readTableState(await searchParams);
  const [t, rates, defaults, settings] = await Promise.all([
    getTranslations("catalog.taxRates"),
    listTaxRates(ctx, {}).then(orNotFound),
    listDefaultTaxRates(ctx, {}).then(orNotFound),
    readTaxSettings(ctx, {}).then(orNotFound),
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
        <DefaultRatesCard
          defaults={defaults}
          rates={rates}
          today={dayOf(ctx.now, "UTC")}
          setDefault={canEdit ? setDefaultTaxRate : null}
        />
        <TaxSettingsCard settings={settings} save={canEdit ? saveTaxSettings : null} />
      </div>
    </>
  );
}
