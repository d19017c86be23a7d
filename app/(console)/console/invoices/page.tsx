import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BooksCard } from "@/components/console/books/books-card";
import { InvoiceTotalsCard } from "@/components/console/invoices/invoice-totals-card";
import { InvoicesTable } from "@/components/console/invoices/invoices-table";
import type { TableParams } from "@/components/patterns/data-table/table-state";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { invoiceFilterNames } from "@/lib/domain/invoice-list/invoice-query";
import { listBookedMonths } from "@/lib/features/console/books/booked-months";
import { listInvoices } from "@/lib/features/console/invoice-list/list-invoices";
import { listReps } from "@/lib/features/people/tenants/sales-reps";
import { openConsole } from "../open-console";
import { readFilteredState } from "../read-filtered-state";
import { bookMonth } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  await openConsole();
  return { title: (await getTranslations("invoiceList"))("title") };
}

/** The invoices of all tenants. Search, filters, columns, order and page stand in the address. */
export default async function InvoicesPage({ searchParams }: { searchParams: Promise<TableParams> }) {
  const { ctx, person } = await openConsole();
  const state = readFilteredState(await searchParams, invoiceFilterNames);
  const [t, list, reps, books] = await Promise.all([
    getTranslations("invoiceList"),
    listInvoices(ctx, state).then(orNotFound),
    listReps(ctx, {}).then(orNotFound),
    listBookedMonths(ctx, {}).then(orNotFound),
  ]);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <div className="grid gap-5">
        {list.totals.length > 0 && (
          <InvoiceTotalsCard
            title={t("totals.title")}
            lead={t("totals.lead")}
            totals={list.totals}
            state={state}
            path="/console/invoices"
          />
        )}
        <Card flush aria-label={t("title")}>
          <InvoicesTable
            list={list}
            state={state}
            reps={reps}
            isRep={person.staffRole === "sales"}
            month={ctx.now.toISOString().slice(0, 7)}
          />
        </Card>
        <BooksCard months={books.months} book={books.mayBook ? bookMonth : null} />
      </div>
    </>
  );
}
