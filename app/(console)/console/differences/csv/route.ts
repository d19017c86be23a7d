import type { NextRequest } from "next/server";
import { getTranslations } from "next-intl/server";
import { contextOf, currentPerson } from "@/lib/auth/session";
import { csvFile } from "@/lib/csv/csv-file";
import { minorToMajor } from "@/lib/domain/money/major-units";
import { dayOf } from "@/lib/domain/time/calendar";
import type { LedgerEntry } from "@/lib/features/billing/ledger/ledger-entry";
import { listDifferences } from "@/lib/features/console/ledger/list-differences";
import { refusalStatus } from "@/lib/http/status";
import { reportQuery } from "../report-query";

/** The differences of a month, a line for each cause. Amounts are in major units, dates in the tenant's zone. */
export async function GET(request: NextRequest) {
  const person = await currentPerson();
  if (!person) return new Response(null, { status: refusalStatus.unauthenticated });
  const asked = reportQuery(Object.fromEntries(request.nextUrl.searchParams));
  const report = await listDifferences(await contextOf(person), asked);
  if (!report.ok) return new Response(null, { status: refusalStatus.not_found });
  const [t, states] = await Promise.all([getTranslations("ledger"), getTranslations("invoices.statuses")]);
  const rows = report.value.entries.flatMap((entry) =>
    entry.causes.map(({ cause, amountMinor }) => {
      const major = (minor: string | null) =>
        minor === null ? "" : (minorToMajor(minor, entry.currency) ?? "");
      const { tenant, invoice } = entry;
      return [
        tenant.name,
        tenant.slug,
        dayOf(new Date(entry.at), tenant.timeZone),
        t(`kinds.${entry.kind ?? "manual"}`),
        invoice?.number ?? invoice?.id ?? "",
        invoice ? states(invoice.status) : "",
        entry.chargeId ?? "",
        entry.currency,
        ...amountsOf(entry).map(major),
        major(amountMinor),
        t(`causes.${cause}`),
      ];
    }),
  );
  const text = csvFile([columns.map((name) => t(`columns.${name}`)), ...rows]);
  return new Response(text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="differences-${report.value.month}.csv"`,
      "cache-control": "no-store",
    },
  });
}

const amountNames = ["promised", "invoiced", "credited", "paid", "refunded"] as const;
const amountsOf = (entry: LedgerEntry) => amountNames.map((name) => entry[`${name}Minor`]);

const columns = [
  "tenant",
  "slug",
  "date",
  "what",
  "invoice",
  "state",
  "charge",
  "currency",
  ...amountNames,
  "difference",
  "why",
] as const;
