import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { QuotesTable } from "@/components/console/quotes/quotes-table";
import { readTableState, type TableParams } from "@/components/patterns/data-table/table-state";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { listQuotes, quoteFilters } from "@/lib/features/console/quotes/overview/list-quotes";
import { openConsole } from "../open-console";

export async function generateMetadata(): Promise<Metadata> {
  await openConsole();
  return { title: (await getTranslations("quotes"))("title") };
}

/** Every tenant's quotes: what is being written, what waits for an answer, what became of the others. */
export default async function QuotesPage({ searchParams }: { searchParams: Promise<TableParams> }) {
  const { ctx } = await openConsole();
  const state = readTableState(await searchParams, ["state", "whose"]);
  const [t, list] = await Promise.all([
    getTranslations("quotes"),
    listQuotes(ctx, {
      search: state.search,
      page: state.page,
      state: quoteFilters.find((filter) => filter === state.filters.state) ?? null,
      mine: state.filters.whose === "mine",
    }).then(orNotFound),
  ]);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <Card flush aria-label={t("title")}>
        <QuotesTable
          rows={list.rows}
          state={state}
          total={list.total}
          pageSize={list.pageSize}
          reader="console"
        />
      </Card>
    </>
  );
}
