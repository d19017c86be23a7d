import { Settings2 } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InvoiceTotalsCard } from "@/components/console/invoices/invoice-totals-card";
import { ListViews } from "@/components/console/list-views";
import { ReceivablesTable } from "@/components/console/receivables/receivables-table";
import { UnappliedCard } from "@/components/console/receivables/unapplied-card";
import type { TableParams } from "@/components/patterns/data-table/table-state";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { receivableFilterNames, receivableViews } from "@/lib/domain/invoice-list/receivable-query";
import { listReceivables } from "@/lib/features/console/receivables/list-receivables";
import { listUnapplied } from "@/lib/features/console/receivables/list-unapplied";
import { listSavedViews } from "@/lib/features/console/saved-views/list-saved-views";
import { viewName } from "@/lib/features/console/tenant-list/tenant-list-input";
import { listReps } from "@/lib/features/people/tenants/sales-reps";
import { openConsole } from "../open-console";
import { readFilteredState } from "../read-filtered-state";
import { changeView, deleteView, saveView } from "../tenants/actions";
import * as actions from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  await openConsole();
  return { title: (await getTranslations("receivables"))("title") };
}

/** Who owes how much since when, and what is done about it. */
export default async function ReceivablesPage({ searchParams }: { searchParams: Promise<TableParams> }) {
  const { ctx, person } = await openConsole();
  const asked = readFilteredState(await searchParams, [...receivableFilterNames, viewName]);
  const { view, ...filters } = asked.filters;
  const [t, list, reps, unapplied, views] = await Promise.all([
    getTranslations("receivables"),
    listReceivables(ctx, { ...asked, filters }).then(orNotFound),
    listReps(ctx, {}).then(orNotFound),
    listUnapplied(ctx, {}).then(orNotFound),
    listSavedViews(ctx, { list: "receivables" }).then(orNotFound),
  ]);
  // A view of another person is ignored, since the address holds all that it shows.
  const isOwn = views.some(({ id }) => id === view);
  const state = { ...asked, filters: isOwn && view ? { ...filters, view } : filters };
  const isRep = person.staffRole === "sales";
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <LinkButton href="/console/settings/collection" icon={<Settings2 aria-hidden="true" />}>
            {t("settings")}
          </LinkButton>
        }
      />
      <ListViews
        list="receivables"
        common={receivableViews
          .filter(({ key }) => isRep || key !== "mine")
          .map((each) => ({ ...each, label: t(`views.${each.key}`) }))}
        state={state}
        own={views}
        actions={{ saveView, changeView, deleteView }}
      />
      <div className="grid gap-5">
        {list.totals.length > 0 && (
          <InvoiceTotalsCard
            title={t("totals")}
            lead={t("totalsLead")}
            totals={list.totals}
            state={state}
            path="/console/receivables"
            owedOnly
          />
        )}
        <Card flush aria-label={t("title")}>
          <ReceivablesTable list={list} state={state} reps={reps} isRep={isRep} actions={actions} />
        </Card>
        <UnappliedCard
          unapplied={unapplied}
          applyBalance={actions.applyBalance}
          writeOffDebt={actions.writeOffDebt}
        />
      </div>
    </>
  );
}
