"use client";

import { Download, Printer } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import type { UsageOverview } from "@/lib/features/billing/usage/usage-overview";
import { formatMonth } from "@/lib/i18n/format";
import { BillTable } from "./bill-table";
import { BillTotal } from "./bill-total";
import { billRows } from "./is-billed";

/** What the month's usage costs: the total first, then every row as its invoice has it. */
export function BillCard({ usage, csvHref }: { usage: UsageOverview; csvHref: string }) {
  const t = useTranslations("usage.bill");
  const locale = useLocale();
  const rows = billRows(usage);
  if (rows.length === 0 && usage.costs.length === 0) return null;
  const isRunning = usage.month === usage.thisMonth;
  return (
    <Card
      emphasis="lead"
      title={t(isRunning ? "title" : "titlePast", { month: formatMonth(usage.month, locale) })}
      actions={
        <>
          <Button
            size="sm"
            variant="quiet"
            onClick={() => window.print()}
            icon={<Printer aria-hidden="true" />}
            className="print:hidden"
          >
            {t("print")}
          </Button>
          <LinkButton
            href={csvHref}
            size="sm"
            variant="quiet"
            prefetch={false}
            download
            icon={<Download aria-hidden="true" />}
            className="print:hidden"
          >
            {t("csv")}
          </LinkButton>
        </>
      }
    >
      <BillTotal usage={usage} />
      {rows.length > 0 && <BillTable rows={rows} isRunning={isRunning} />}
    </Card>
  );
}
