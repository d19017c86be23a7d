import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TenantsTable } from "@/components/console/tenants-table";
import { readTableState, type TableParams } from "@/components/patterns/data-table/table-state";
import { CreateTenantSheet } from "@/components/tenants/create-tenant-sheet";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { listTenants } from "@/lib/features/tenants/list";
import { readNewTenantChoices } from "@/lib/features/tenants/new-tenant-choices";
import { openConsole } from "../open-console";
import { create } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  await openConsole();
  return { title: (await getTranslations("console"))("title") };
}

/** Every tenant, its license and this month. Search and page stand in the address. */
export default async function TenantsPage({ searchParams }: { searchParams: Promise<TableParams> }) {
  const { ctx } = await openConsole();
  const state = readTableState(await searchParams);
  const [t, choices, list] = await Promise.all([
    getTranslations("console"),
    readNewTenantChoices(ctx, {}),
    listTenants(ctx, { search: state.search, page: state.page }).then(orNotFound),
  ]);
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={choices.ok && <CreateTenantSheet choices={choices.value} create={create} />}
      />
      <Card flush aria-label={t("title")}>
        <TenantsTable rows={list.rows} state={state} total={list.total} pageSize={list.pageSize} />
      </Card>
    </>
  );
}
