import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DifferenceReport } from "@/components/console/ledger/difference-report";
import { ReportFilter } from "@/components/console/ledger/report-filter";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { listDifferences } from "@/lib/features/console/ledger/list-differences";
import { openConsole } from "../open-console";
import { type ReportParams, reportQuery } from "./report-query";

export async function generateMetadata(): Promise<Metadata> {
  await openConsole();
  return { title: (await getTranslations("ledger.report"))("title") };
}

/** Every difference of a month between what was promised and what is kept. */
export default async function DifferencesPage({ searchParams }: { searchParams: Promise<ReportParams> }) {
  const { ctx } = await openConsole();
  const [t, report] = await Promise.all([
    getTranslations("ledger.report"),
    listDifferences(ctx, reportQuery(await searchParams)).then(orNotFound),
  ]);
  const { month, currency } = report;
  const query = new URLSearchParams({ month, ...(currency ? { currency } : {}) });
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <LinkButton href={`/console/differences/csv?${query}`} prefetch={false}>
            {t("csv")}
          </LinkButton>
        }
      />
      <div className="grid gap-5">
        <ReportFilter {...report} />
        <Card flush aria-label={t("title")}>
          <DifferenceReport report={report} />
        </Card>
      </div>
    </>
  );
}
