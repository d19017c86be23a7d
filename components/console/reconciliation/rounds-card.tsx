"use client";

import { useLocale, useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, Td, Th } from "@/components/ui/table";
import type { RoundView } from "@/lib/features/stripe/reconciliation/read-reconciliation";
import { formatDate, formatNumber } from "@/lib/i18n/format";

/** The latest comparisons: how far each came, and what it took. Times are in UTC, since it is about all tenants. */
export function RoundsCard({ rounds }: { rounds: RoundView[] }) {
  const t = useTranslations("reconciliation");
  const locale = useLocale();
  if (rounds.length === 0) return <EmptyState title={t("none")}>{t("noneBody")}</EmptyState>;
  const count = (number: number) => formatNumber(`${number}`, locale);
  return (
    <Table wide={t("rounds")}>
      <thead>
        <tr>
          <Th>{t("begun")}</Th>
          <Th>{t("state")}</Th>
          <Th numeric>{t("objects")}</Th>
          <Th numeric>{t("anew")}</Th>
          <Th numeric>{t("requests")}</Th>
        </tr>
      </thead>
      <tbody>
        {rounds.map((round) => (
          <tr key={round.startedAt}>
            <Th scope="row">{formatDate(round.startedAt, "UTC", locale, "dateTime")}</Th>
            <Td>
              <State round={round} />
            </Td>
            <Td numeric>{count(Object.values(round.compared).reduce((all, each) => all + each, 0))}</Td>
            <Td numeric>{count(round.readAnew)}</Td>
            <Td numeric>{count(round.requests)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function State({ round: { finishedAt, stage, problem } }: { round: RoundView }) {
  const t = useTranslations("reconciliation");
  const locale = useLocale();
  if (finishedAt) return t("finished", { time: formatDate(finishedAt, "UTC", locale, "dateTime") });
  if (problem) return t("stopped", { problem });
  return t("running", { stage: t(`stages.${stage}`) });
}
