import type { NextRequest } from "next/server";
import { getTranslations } from "next-intl/server";
import { readFilteredState } from "@/app/(console)/console/read-filtered-state";
import { contextOf, currentPerson } from "@/lib/auth/session";
import { type CsvCells, csvResponse } from "@/lib/csv/csv-stream";
import { invoiceFilterNames } from "@/lib/domain/invoice-list/invoice-query";
import { type TaxRateKey, taxAt } from "@/lib/domain/invoice-list/invoice-tax";
import { minorToMajor } from "@/lib/domain/money/major-units";
import { dayOf } from "@/lib/domain/time/calendar";
import { exportInvoices } from "@/lib/features/console/invoice-list/export-invoices";
import type { InvoiceRow } from "@/lib/features/console/invoice-list/read-rows";
import { refusalStatus } from "@/lib/http/status";

/** All invoices that the list's filters leave, as a file for accounting, sent while it is read. */
export async function GET(request: NextRequest) {
  const person = await currentPerson();
  if (!person) return new Response(null, { status: refusalStatus.unauthenticated });
  const ctx = await contextOf(person);
  const state = readFilteredState(Object.fromEntries(request.nextUrl.searchParams), invoiceFilterNames);
  const result = await exportInvoices(ctx, state);
  // The list does not exist for others, like the rest of the console.
  if (!result.ok) {
    const { code, fields = [] } = result.refusal;
    if (code !== "invalid_input") return new Response(null, { status: refusalStatus.not_found });
    const t = await getTranslations("unknownFilters");
    const names = fields.map(({ field }) => field).join(", ");
    return new Response(t("file", { names }), { status: refusalStatus.invalid_input });
  }
  return csvResponse(
    `invoices-${ctx.now.toISOString().slice(0, 10)}.csv`,
    await cellsOfRow(result.value.rates),
    result.value.batches,
  );
}

/** Dates as YYYY-MM-DD of the tenant's zone, amounts in major units without separators. */
async function cellsOfRow(rates: readonly TaxRateKey[]): Promise<CsvCells<InvoiceRow>> {
  const [t, states] = await Promise.all([
    getTranslations("invoiceList"),
    getTranslations("invoices.statuses"),
  ]);
  const day = (at: string | null, { tenant }: InvoiceRow) => (at ? dayOf(new Date(at), tenant.timeZone) : "");
  const major = (minor: string, { currency }: InvoiceRow) => minorToMajor(minor, currency) ?? "";
  /** What is taxed at a rate, without the tax, and the tax. */
  const taxColumns = (rate: TaxRateKey, name: string): [string, (row: InvoiceRow) => string][] => {
    const at = (row: InvoiceRow, field: "taxableMinor" | "amountMinor") => {
      const tax = taxAt(row.taxes, rate);
      return tax ? major(String(tax[field]), row) : "";
    };
    return [
      [t("columns.taxable", { rate: name }), (row) => at(row, "taxableMinor")],
      [t("columns.tax", { rate: name }), (row) => at(row, "amountMinor")],
    ];
  };
  const columns: [string, (row: InvoiceRow) => string][] = [
    [t("columns.number"), (row) => row.number ?? ""],
    [t("columns.tenant"), (row) => row.tenant.name],
    [t("columns.slug"), (row) => row.tenant.slug],
    [t("columns.state"), (row) => states(row.state)],
    [t("columns.date"), (row) => day(row.issuedAt, row)],
    [t("columns.due"), (row) => day(row.dueAt, row)],
    [t("columns.paidAt"), (row) => day(row.paidAt, row)],
    [t("columns.currency"), (row) => row.currency],
    [t("columns.total"), (row) => major(row.totalMinor, row)],
    ...rates.flatMap((rate) =>
      taxColumns(rate, t(rate.inclusive ? "inclusive" : "exclusive", { percent: rate.percent })),
    ),
    [t("columns.paid"), (row) => major(row.paidMinor, row)],
    [t("columns.credited"), (row) => major(row.creditedMinor, row)],
    [t("columns.open"), (row) => major(row.openMinor, row)],
    [t("columns.daysLate"), (row) => (row.daysLate === null ? "" : String(row.daysLate))],
    [t("columns.how"), (row) => t(row.isSent ? "sent" : "card")],
    [t("columns.rep"), (row) => row.rep ?? ""],
    [t("columns.id"), (row) => row.id],
  ];
  return { head: columns.map(([name]) => name), of: (row) => columns.map(([, cell]) => cell(row)) };
}
