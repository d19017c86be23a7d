import type { NextRequest } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { readListState } from "@/app/(console)/console/tenants/read-list-state";
import { contextOf, currentPerson } from "@/lib/auth/session";
import { type CsvCells, csvResponse } from "@/lib/csv/csv-stream";
import { minorToMajor } from "@/lib/domain/money/major-units";
import { dayOf } from "@/lib/domain/time/calendar";
import { exportTenants } from "@/lib/features/console/tenant-list/export-tenants";
import type { TenantRow } from "@/lib/features/console/tenant-list/read-rows";
import { refusalStatus } from "@/lib/http/status";

/** All tenants that the list's filters leave, as a file for spreadsheets, sent while it is read. */
export async function GET(request: NextRequest) {
  const person = await currentPerson();
  if (!person) return new Response(null, { status: refusalStatus.unauthenticated });
  const ctx = await contextOf(person);
  const state = readListState(Object.fromEntries(request.nextUrl.searchParams));
  const [cells, result] = await Promise.all([cellsOfRow(), exportTenants(ctx, state)]);
  // Staff's list does not exist for others, like the rest of the console.
  if (!result.ok) {
    const { code, fields = [] } = result.refusal;
    if (code !== "invalid_input") return new Response(null, { status: refusalStatus.not_found });
    const t = await getTranslations("unknownFilters");
    const names = fields.map(({ field }) => field).join(", ");
    return new Response(t("file", { names }), { status: refusalStatus.invalid_input });
  }
  const day = ctx.now.toISOString().slice(0, 10);
  return csvResponse(`tenants-${day}.csv`, cells, result.value);
}

/** Dates as YYYY-MM-DD of the tenant's zone, numbers without separators: what a spreadsheet reads as such. */
async function cellsOfRow(): Promise<CsvCells<TenantRow>> {
  const [t, words, states, locale] = await Promise.all([
    getTranslations("tenants"),
    getTranslations("console"),
    getTranslations("billing.license.states"),
    getLocale(),
  ]);
  const day = (at: string | null, timeZone: string) => (at ? dayOf(new Date(at), timeZone) : "");
  const major = (minor: string, currency: string) => minorToMajor(minor, currency) ?? "";
  const columns: [string, (row: TenantRow) => string][] = [
    [words("columns.name"), (row) => row.name],
    [t("columns.slug"), (row) => row.slug],
    [t("columns.id"), (row) => row.id],
    [words("columns.salesModel"), (row) => words(`salesModels.${row.salesModel}`)],
    [words("columns.license"), (row) => row.planName[locale]],
    [words("columns.state"), (row) => states(row.state)],
    [
      t("columns.price"),
      ({ recurring }) => (recurring ? major(recurring.monthlyMinor, recurring.currency) : ""),
    ],
    [t("columns.priceCurrency"), ({ recurring }) => recurring?.currency ?? ""],
    // One amount and its currency each, since amounts of different currencies cannot be added.
    [
      t("columns.open"),
      ({ open }) =>
        open.map(({ openMinor, currency }) => `${major(openMinor, currency)} ${currency}`).join("; "),
    ],
    [t("columns.ends"), (row) => day(row.periodEnd, row.timeZone)],
    [words("columns.mau"), (row) => String(row.mau)],
    [t("columns.maximum"), (row) => (row.maximumMau === null ? "" : String(row.maximumMau))],
    [t("columns.members"), (row) => String(row.members)],
    [t("columns.rep"), (row) => row.rep?.name ?? ""],
    [words("columns.account"), (row) => row.stripeCustomerId ?? ""],
    [t("columns.payer"), (row) => row.payerEmail ?? ""],
    [t("columns.details"), (row) => t(row.detailsComplete ? "values.complete" : "values.incomplete")],
    [t("columns.currency"), (row) => row.currency],
    [t("columns.created"), (row) => day(row.createdAt, row.timeZone)],
  ];
  return { head: columns.map(([name]) => name), of: (row) => columns.map(([, cell]) => cell(row)) };
}
