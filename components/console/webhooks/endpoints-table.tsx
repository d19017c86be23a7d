"use client";

import { Webhook } from "lucide-react";
import { useTranslations } from "next-intl";
import { DataTable } from "@/components/patterns/data-table/data-table";
import type { TableState } from "@/components/patterns/data-table/table-state";
import type { Column } from "@/components/patterns/data-table/table-types";
import { DateText } from "@/components/ui/date-text";
import { EmptyState } from "@/components/ui/empty-state";
import type { EndpointView } from "@/lib/features/console/webhook-endpoints/list-endpoints";
import { EndpointState } from "./endpoint-state";

export function EndpointsTable({ rows, state }: { rows: readonly EndpointView[]; state: TableState }) {
  const t = useTranslations("webhooks");
  const columns: Column<EndpointView>[] = [
    {
      id: "url",
      header: t("url"),
      cell: ({ url, description }) => (
        <span className="grid">
          <span className="break-all font-medium">{url}</span>
          <span className="text-ink-quiet text-sm">{description}</span>
        </span>
      ),
    },
    { id: "state", header: t("state"), cell: (endpoint) => <EndpointState {...endpoint} /> },
    {
      id: "types",
      header: t("wants"),
      cell: ({ types }) => (types === null ? t("wantsAll") : t("typeCount", { count: types.length })),
    },
    { id: "pending", header: t("waiting"), numeric: true, cell: ({ pending }) => pending },
    { id: "failed", header: t("failed"), numeric: true, cell: ({ failed }) => failed },
    {
      id: "made",
      header: t("madeBy"),
      cell: ({ createdBy, createdAt }) => (
        <span className="grid max-md:justify-items-end">
          {createdBy}
          <DateText at={createdAt} timeZone="UTC" className="text-ink-quiet text-sm" />
        </span>
      ),
    },
  ];
  return (
    <DataTable
      caption={t("endpoints")}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/console/webhooks/${id}`}
      state={state}
      empty={
        <EmptyState icon={<Webhook />} title={t("empty")}>
          {t("emptyHint")}
        </EmptyState>
      }
    />
  );
}
