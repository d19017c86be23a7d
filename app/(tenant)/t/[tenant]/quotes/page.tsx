import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { QuotesTable } from "@/components/console/quotes/quotes-table";
import { readTableState, type TableParams } from "@/components/patterns/data-table/table-state";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { listTenantQuotes } from "@/lib/features/console/quotes/overview/list-quotes";
import { openTenant, type TenantParams } from "../open-tenant";

type Props = { params: TenantParams; searchParams: Promise<TableParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await openTenant((await params).tenant);
  return { title: (await getTranslations("quotes"))("title") };
}

/** The quotes that were sent to the tenant. */
export default async function OwnQuotesPage({ params, searchParams }: Props) {
  const { ctx, tenant } = await openTenant((await params).tenant);
  const state = readTableState(await searchParams);
  const { search, page } = state;
  const [t, list] = await Promise.all([
    getTranslations("quotes"),
    listTenantQuotes(ctx, tenant.id, { search, page, sentOnly: true }).then(orNotFound),
  ]);
  return (
    <>
      <PageHeader title={t("title")} lead={t("leadCustomer")} />
      <Card flush aria-label={t("title")}>
        <QuotesTable
          rows={list.rows}
          state={state}
          total={list.total}
          pageSize={list.pageSize}
          reader="customer"
        />
      </Card>
    </>
  );
}
