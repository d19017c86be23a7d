"use client";

import { useTranslations } from "next-intl";
import type { Column } from "@/components/patterns/data-table/table-types";
import { Chip } from "@/components/ui/chip";
import { DateText } from "@/components/ui/date-text";
import type { Direction, MessageRow } from "@/lib/features/console/messages/message-view";
import { MessageActionButtons, type MessageActions } from "./message-actions";
import { kindText, nextText, toneOf } from "./message-words";

export function useMessageColumns(
  direction: Direction,
  timeZone: string,
  actions: MessageActions,
): Column<MessageRow>[] {
  const t = useTranslations("messages");
  return [
    {
      id: "what",
      header: t("columns.what"),
      cell: (row) => <span className="font-medium">{kindText(t, row)}</span>,
    },
    {
      id: "about",
      header: t("columns.about"),
      cell: ({ tenant, about }) => (
        <>
          {tenant?.name}
          {about && <span className="block break-all text-ink-quiet text-sm">{about}</span>}
        </>
      ),
    },
    {
      id: "when",
      header: t("columns.when"),
      cell: ({ receivedAt }) => (
        <DateText
          at={receivedAt}
          timeZone={timeZone}
          format="dateTime"
          className="figures whitespace-nowrap"
        />
      ),
    },
    {
      id: "state",
      header: t("columns.state"),
      cell: ({ state }) => <Chip tone={toneOf[state]}>{t(`states.${state}`)}</Chip>,
    },
    {
      id: "tried",
      header: t("columns.tried"),
      cell: ({ attempts, nextInSeconds }) => (
        <span className="figures whitespace-nowrap">
          {t("tried", { count: attempts })}
          {nextInSeconds !== null && (
            <span className="block text-ink-quiet text-sm">{nextText(t, nextInSeconds)}</span>
          )}
        </span>
      ),
    },
    {
      id: "reason",
      header: t("columns.reason"),
      cell: (row) => (row.reason || row.settled ? <Reason row={row} /> : null),
    },
    {
      id: "actions",
      header: t("columns.actions"),
      actions: true,
      bareOnPhone: true,
      cell: (row) => <MessageActionButtons direction={direction} message={row} actions={actions} />,
    },
  ];
}

/** Why it failed, and what staff decided. */
function Reason({ row: { reason, settled } }: { row: MessageRow }) {
  const t = useTranslations("messages");
  return (
    <>
      {reason && t(`reasons.${reason}`)}
      {settled && (
        <span className="block text-ink-quiet text-sm">
          {settled.reason === null
            ? t("settledBy", { by: settled.by })
            : t("settled", { by: settled.by, reason: settled.reason })}
        </span>
      )}
    </>
  );
}
