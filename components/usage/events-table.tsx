"use client";

import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import { cx } from "@/components/ui/cx";
import { DateText } from "@/components/ui/date-text";
import { EmptyState } from "@/components/ui/empty-state";
import type { Tone } from "@/components/ui/tone";
import type { EventRow } from "@/lib/features/console/usage-events/search-events";

const tones: Record<EventRow["state"], Tone> = {
  counted: "good",
  amended: "info",
  not_counted: "neutral",
  no_unit: "warn",
  own: "neutral",
  void: "bad",
};

function EventStateChip({ row }: { row: Pick<EventRow, "state" | "units"> }) {
  const t = useTranslations("usage.events.states");
  return <Chip tone={tones[row.state]}>{t(row.state, { units: row.units })}</Chip>;
}

type EventsTableProps = {
  rows: readonly EventRow[];
  pending: boolean;
  /** These are all the events there are. */
  isEnd: boolean;
  onOpen: (row: EventRow) => void;
};

const columns = ["name", "tenant", "happened", "recorded", "state"] as const;

/** Events, newest first; a row opens the event. On a phone each is a card. */
export function EventsTable({ rows, pending, isEnd, onOpen }: EventsTableProps) {
  const t = useTranslations("usage.events");
  if (rows.length === 0)
    return isEnd ? (
      <div className="border-t">
        <EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>
      </div>
    ) : null;
  return (
    <table
      // biome-ignore lint/a11y/noRedundantRoles: on a phone the parts are laid out as cards, and browsers then forget what they are.
      role="table"
      aria-busy={pending}
      className={cx(
        "w-full border-collapse text-left transition-opacity max-md:block",
        pending && "opacity-60",
      )}
    >
      <caption className="sr-only">{t("list")}</caption>
      {/* biome-ignore lint/a11y/noRedundantRoles: as above. */}
      <thead role="rowgroup" className="max-md:sr-only">
        {/* biome-ignore lint/a11y/noRedundantRoles: as above. */}
        <tr role="row">
          {columns.map((column) => (
            <th
              key={column}
              // biome-ignore lint/a11y/noRedundantRoles: as above.
              role="columnheader"
              scope="col"
              className="border-y bg-wash px-3 py-2 font-medium text-ink-quiet text-sm first:pl-6 last:pr-6"
            >
              {t(`columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      {/* biome-ignore lint/a11y/noRedundantRoles: as above. */}
      <tbody role="rowgroup" className="max-md:block max-md:border-t">
        {rows.map((row) => (
          <EventLine key={`${row.tenant.id} ${row.eventKey}`} row={row} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  );
}

function EventLine({ row, onOpen }: { row: EventRow; onOpen: EventsTableProps["onOpen"] }) {
  const t = useTranslations("usage.events.columns");
  const { timeZone } = row.tenant;
  const cell =
    "max-md:flex max-md:items-baseline max-md:justify-between max-md:gap-4 max-md:py-0.5 md:px-3 md:py-2.5";
  const label = (column: (typeof columns)[number]) => (
    <span aria-hidden="true" className="shrink-0 text-ink-quiet text-sm md:hidden">
      {t(column)}
    </span>
  );
  return (
    <tr
      // biome-ignore lint/a11y/noRedundantRoles: see EventsTable.
      role="row"
      className="relative border-b transition-colors last:border-b-0 hover:bg-wash/60 max-md:block max-md:px-5 max-md:py-3"
    >
      {/* biome-ignore lint/a11y/noRedundantRoles: see EventsTable. */}
      <td role="cell" className={cx(cell, "md:pl-6")}>
        <button
          type="button"
          onClick={() => onOpen(row)}
          className="covers block min-w-0 max-w-full text-left outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2"
        >
          <span className="block font-medium [overflow-wrap:anywhere]">{row.eventName}</span>
          <span className="block max-w-64 truncate font-mono text-ink-quiet text-xs">{row.eventId}</span>
        </button>
      </td>
      {/* biome-ignore lint/a11y/noRedundantRoles: see EventsTable. */}
      <td role="cell" className={cell}>
        {label("tenant")}
        <span className="min-w-0">{row.tenant.name}</span>
      </td>
      {/* biome-ignore lint/a11y/noRedundantRoles: see EventsTable. */}
      <td role="cell" className={cell}>
        {label("happened")}
        <DateText at={row.occurredAt} timeZone={timeZone} format="dateTime" className="figures" />
      </td>
      {/* biome-ignore lint/a11y/noRedundantRoles: see EventsTable. */}
      <td role="cell" className={cell}>
        {label("recorded")}
        <DateText at={row.recordedAt} timeZone={timeZone} format="dateTime" className="figures" />
      </td>
      {/* biome-ignore lint/a11y/noRedundantRoles: see EventsTable. */}
      <td role="cell" className={cx(cell, "md:pr-6")}>
        {label("state")}
        <EventStateChip row={row} />
      </td>
    </tr>
  );
}
