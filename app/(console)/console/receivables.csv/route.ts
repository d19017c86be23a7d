import type { NextRequest } from "next/server";
import { getTranslations } from "next-intl/server";
import { readFilteredState } from "@/app/(console)/console/read-filtered-state";
import { contextOf, currentPerson } from "@/lib/auth/session";
import { type CsvCells, csvResponse } from "@/lib/csv/csv-stream";
import { receivableFilterNames } from "@/lib/domain/invoice-list/receivable-query";
import { minorToMajor } from "@/lib/domain/money/major-units";
import { dayOf } from "@/lib/domain/time/calendar";
import type { InvoiceRow } from "@/lib/features/console/invoice-list/read-rows";
import { exportReceivables } from "@/lib/features/console/receivables/export-receivables";
import { refusalStatus } from "@/lib/http/status";

/** Every invoice that the tenants of the list owe, as a file, sent while it is read. */
export async function GET(request: NextRequest) {
  const person = await currentPerson();
  if (!person) return new Response(null, { status: refusalStatus.unauthenticated });
  const ctx = await contextOf(person);
  const state = readFilteredState(Object.fromEntries(request.nextUrl.searchParams), receivableFilterNames);
  const [cells, result] = await Promise.all([cellsOfRow(), exportReceivables(ctx, state)]);
  // The list does not exist for others, like the rest of the console.
  if (!result.ok) {
    const { code, fields = [] } = result.refusal;
    if (code !== "invalid_input") return new Response(null, { status: refusalStatus.not_found });
    const t = await getTranslations("unknownFilters");
    const names = fields.map(({ field }) => field).join(", ");
    return new Response(t("file", { names }), { status: refusalStatus.invalid_input });
  }
  return csvResponse(`receivables-${ctx.now.toISOString().slice(0, 10)}.csv`, cells, result.value);
}

/** Dates as YYYY-MM-DD of the tenant's zone, amounts in major units without separators. */
async function cellsOfRow(): Promise<CsvCells<InvoiceRow>> {
  const t = await getTranslations("invoiceList");
  const day = (at: string | null, { tenant }: InvoiceRow) => (at ? dayOf(new Date(at), tenant.timeZone) : "");
  const major = (minor: string, { currency }: InvoiceRow) => minorToMajor(minor, currency) ?? "";
  const columns: [string, (row: InvoiceRow) => string][] = [
    [t("columns.tenant"), (row) => row.tenant.name],
    [t("columns.slug"), (row) => row.tenant.slug],
    [t("columns.rep"), (row) => row.rep ?? ""],
    [t("columns.number"), (row) => row.number ?? ""],
    [t("columns.date"), (row) => day(row.issuedAt, row)],
    [t("columns.due"), (row) => day(row.dueAt, row)],
    [t("columns.daysLate"), (row) => (row.daysLate === null ? "" : String(row.daysLate))],
    [t("columns.currency"), (row) => row.currency],
    [t("columns.total"), (row) => major(row.totalMinor, row)],
    [t("columns.paid"), (row) => major(row.paidMinor, row)],
    [t("columns.open"), (row) => major(row.openMinor, row)],
    [t("columns.how"), (row) => t(row.isSent ? "sent" : "card")],
    [t("columns.attempts"), (row) => String(row.attempts)],
    [t("columns.next"), (row) => day(row.nextAttemptAt, row)],
    [t("columns.id"), (row) => row.id],
  ];
  return { head: columns.map(([name]) => name), of: (row) => columns.map(([, cell]) => cell(row)) };
}
