"use client";

import { useTranslations } from "next-intl";
import { ledgerKey, useLedgerColumns } from "@/components/billing/ledger/use-ledger-columns";
import { PlainRows } from "@/components/patterns/data-table/plain-rows";
import type { Column } from "@/components/patterns/data-table/table-types";
import { Banner } from "@/components/ui/banner";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import type { LedgerEntry } from "@/lib/features/billing/ledger/ledger-entry";
import type { DifferenceReport as Report } from "@/lib/features/console/ledger/list-differences";

const mostShown = 200;

/** The differences of a month, what is unexplained first. */
export function DifferenceReport({ report: { entries, looked, isCut } }: { report: Report }) {
  const t = useTranslations("ledger.report");
  const words = useTranslations("ledger");
  const unexplained = entries.filter((entry) => entry.isUnexplained).length;
  const tenant: Column<LedgerEntry> = {
    id: "tenant",
    header: words("columns.tenant"),
    cell: (row) => (
      <>
        <TextLink href={`/console/tenants/${row.tenant.slug}/invoices`}>{row.tenant.name}</TextLink>
        {row.isUnexplained && (
          <span className="block">
            <Chip tone="bad">{t("unexplainedChip")}</Chip>
          </span>
        )}
      </>
    ),
  };
  const columns = [tenant, ...useLedgerColumns()];
  if (entries.length === 0) return <EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>;
  return (
    <>
      <div className="grid gap-3 px-5 py-4 sm:px-6">
        <p>
          {t("found", { count: entries.length, looked })}{" "}
          {unexplained > 0 && (
            <strong className="text-bad">{t("unexplained", { count: unexplained })}</strong>
          )}
        </p>
        {isCut && <Banner tone="warning" title={t("cut")} />}
      </div>
      <PlainRows
        caption={t("title")}
        columns={columns}
        rows={entries.slice(0, mostShown)}
        rowKey={ledgerKey}
      />
      {entries.length > mostShown && (
        <p className="px-5 py-3 text-ink-quiet sm:px-6">{t("more", { count: mostShown })}</p>
      )}
    </>
  );
}
