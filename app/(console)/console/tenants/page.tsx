import { Upload } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ListViews } from "@/components/console/list-views";
import { CreateTenantSheet } from "@/components/console/tenants/create-tenant-sheet";
import { TenantsTable } from "@/components/console/tenants-table";
import type { TableParams } from "@/components/patterns/data-table/table-state";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { builtInViews } from "@/lib/domain/tenant/list-query";
import { readNewTenantChoices } from "@/lib/features/console/new-tenant/new-tenant-choices";
import { listSavedViews } from "@/lib/features/console/saved-views/list-saved-views";
import { listTenants } from "@/lib/features/console/tenant-list/list-tenants";
import { listReps } from "@/lib/features/people/tenants/sales-reps";
import { openConsole } from "../open-console";
import { assignReps, changeView, createTenant, deleteView, saveView } from "./actions";
import { readListState } from "./read-list-state";

export async function generateMetadata(): Promise<Metadata> {
  await openConsole();
  return { title: (await getTranslations("console"))("title") };
}

/** Every tenant, its license and this month. Search, filters, columns, order and page stand in the address. */
export default async function TenantsPage({ searchParams }: { searchParams: Promise<TableParams> }) {
  const { ctx, person } = await openConsole();
  const asked = readListState(await searchParams);
  const [t, words, importWords, choices, list, reps, views] = await Promise.all([
    getTranslations("console"),
    getTranslations("tenants"),
    getTranslations("tenantImport"),
    readNewTenantChoices(ctx, {}),
    listTenants(ctx, asked).then(orNotFound),
    listReps(ctx, {}).then(orNotFound),
    listSavedViews(ctx, {}).then(orNotFound),
  ]);
  const { view, ...filters } = asked.filters;
  const isOwn = views.some(({ id }) => id === view);
  // A link may name a view of another person. It is ignored, since the address holds all that it shows.
  const state = { ...asked, filters: isOwn && view ? { ...filters, view } : filters };
  const isRep = person.staffRole === "sales";
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          choices.ok && (
            <>
              <LinkButton href="/console/tenants/import" icon={<Upload aria-hidden="true" />}>
                {importWords("open")}
              </LinkButton>
              <CreateTenantSheet choices={choices.value} createTenant={createTenant} />
            </>
          )
        }
      />
      <ListViews
        list="tenants"
        common={builtInViews
          .filter(({ key }) => isRep || key !== "mine")
          .map((each) => ({ ...each, label: words(`views.builtIn.${each.key}`) }))}
        state={state}
        own={views}
        actions={{ saveView, changeView, deleteView }}
      />
      <Card flush aria-label={t("title")}>
        <TenantsTable
          list={list}
          state={state}
          reps={reps}
          isRep={isRep}
          assignReps={may(rolesOf(ctx.actor, null), "tenants.assign_rep") ? assignReps : undefined}
        />
      </Card>
    </>
  );
}
