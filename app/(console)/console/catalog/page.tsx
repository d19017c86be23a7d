import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { arrangePlans } from "@/components/catalog/arrange-plans";
import { CatalogTabs } from "@/components/catalog/catalog-tabs";
import { ImportSheet } from "@/components/catalog/import-sheet";
import { NewPlanSheet } from "@/components/catalog/new-plan-sheet";
import { PlansTable } from "@/components/catalog/plans-table";
import { readTableState, type TableParams } from "@/components/patterns/data-table/table-state";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { listPlans } from "@/lib/features/catalog/plans/overview/list-plans";
import { importPlan, savePlanDraft } from "./actions";
import { openCatalog } from "./open-catalog";

export async function generateMetadata(): Promise<Metadata> {
  await openCatalog();
  return { title: (await getTranslations("catalog.plans"))("title") };
}

/** The plans: what is on sale, what is being written, what is retired. */
export default async function PlansPage({ searchParams }: { searchParams: Promise<TableParams> }) {
  const { ctx, canEdit } = await openCatalog();
  const state = readTableState(await searchParams, ["state", "currency"]);
  const [t, locale, plans] = await Promise.all([
    getTranslations("catalog.plans"),
    getLocale(),
    listPlans(ctx, {}).then(orNotFound),
  ]);
  const rows = arrangePlans(plans, state, locale);
  const highestRank = Math.max(0, ...plans.map((plan) => plan.rank));
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          canEdit && (
            <>
              <ImportSheet actions={{ savePlanDraft, importPlan }} />
              <NewPlanSheet
                actions={{ savePlanDraft, importPlan }}
                currency={plans[0]?.currency ?? "USD"}
                nextRank={highestRank + 1}
              />
            </>
          )
        }
      />
      <CatalogTabs />
      <Card flush aria-label={t("title")}>
        <PlansTable
          rows={rows}
          state={state}
          currencies={[...new Set(plans.map(({ currency }) => currency))].sort()}
        />
      </Card>
    </>
  );
}
