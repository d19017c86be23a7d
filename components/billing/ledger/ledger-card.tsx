"use client";

import { Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import { PlainRows } from "@/components/patterns/data-table/plain-rows";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { LedgerEntry } from "@/lib/features/billing/ledger/ledger-entry";
import { ledgerKey, useLedgerColumns } from "./use-ledger-columns";

/** What was promised to a tenant, and what became of it. */
export function LedgerCard({ entries }: { entries: readonly LedgerEntry[] }) {
  const t = useTranslations("ledger");
  const columns = useLedgerColumns();
  return (
    <Card title={t("title")} description={t("lead")} flush>
      {entries.length === 0 ? (
        <EmptyState icon={<Scale />} title={t("empty")}>
          {t("emptyHint")}
        </EmptyState>
      ) : (
        <PlainRows caption={t("title")} columns={columns} rows={entries} rowKey={ledgerKey} />
      )}
    </Card>
  );
}
