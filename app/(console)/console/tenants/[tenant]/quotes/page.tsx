import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { QuotesTable } from "@/components/console/quotes/quotes-table";
import { readTableState, type TableParams } from "@/components/patterns/data-table/table-state";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { orNotFound } from "@/lib/auth/guard";
import { listTenantQuotes, quoteFilters } from "@/lib/features/console/quotes/overview/list-quotes";
import { openTenant } from "../open-tenant";

type Props = { params: Promise<{ tenant: string }>; searchParams: Promise<TableParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant } = await openTenant((await params).tenant);
  return { title: `${(await getTranslations("quotes"))("title")} – ${tenant.name}` };
}

/** What was offered to a tenant. */
export default async function TenantQuotesPage({ params, searchParams }: Props) {
  const { ctx, tenant } = await openTenant((await params).tenant);
  const state = readTableState(await searchParams, ["state"]);
  const [t, list] = await Promise.all([
    getTranslations("quotes"),
    listTenantQuotes(ctx, tenant.id, {
      search: state.search,
      page: state.page,
      state: quoteFilters.find((filter) => filter === state.filters.state) ?? null,
    }).then(orNotFound),
  ]);
  return (
    <Card
      flush
      title={t("title")}
      description={t("leadTenant")}
      actions={
        list.mayMake && (
          <LinkButton
            variant="primary"
            href={`/console/tenants/${tenant.slug}/quotes/new`}
            icon={<Plus aria-hidden="true" />}
          >
            {t("acts.new")}
          </LinkButton>
        )
      }
    >
      <QuotesTable
        rows={list.rows}
        state={state}
        total={list.total}
        pageSize={list.pageSize}
        reader="tenant"
      />
    </Card>
  );
}
