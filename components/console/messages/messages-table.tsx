"use client";

import { useTranslations } from "next-intl";
import { DataTable } from "@/components/patterns/data-table/data-table";
import type { TableState } from "@/components/patterns/data-table/table-state";
import type { Filter } from "@/components/patterns/data-table/table-types";
import { EmptyState } from "@/components/ui/empty-state";
import { inboxStates, outboxStates } from "@/lib/domain/messages/message-states";
import type { Direction, MessagePage } from "@/lib/features/console/messages/message-view";
import type { MessageActions } from "./message-actions";
import { useMessageColumns } from "./use-message-columns";

type MessagesTableProps = {
  direction: Direction;
  list: MessagePage;
  state: TableState;
  timeZone: string;
  actions: MessageActions;
};

/** Messages of one direction; a row opens the message. */
export function MessagesTable({ direction, list, state, timeZone, actions }: MessagesTableProps) {
  const t = useTranslations("messages");
  const columns = useMessageColumns(direction, timeZone, actions);
  return (
    <DataTable
      caption={t(`tabs.${direction}`)}
      columns={columns}
      rows={list.rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/console/messages/${direction}/${encodeURIComponent(id)}`}
      state={state}
      total={list.total}
      pageSize={list.pageSize}
      searchLabel={t(`search.${direction}`)}
      filters={useMessageFilters(direction)}
      ignoredFilters={list.ignored}
      empty={<EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>}
    />
  );
}

function useMessageFilters(direction: Direction): Filter[] {
  const t = useTranslations("messages");
  const states = direction === "sent" ? outboxStates : inboxStates;
  const state: Filter = {
    name: "state",
    label: t("filters.state"),
    options: [
      { value: "failed", label: t("failed") },
      ...states.map((value) => ({ value: value as string, label: t(`states.${value}`) })),
    ],
  };
  if (direction === "received") return [state];
  const kinds = (["mail", "stripe"] as const).map((value) => ({ value, label: t(`kindNames.${value}`) }));
  return [state, { name: "kind", label: t("filters.kind"), options: kinds }];
}
