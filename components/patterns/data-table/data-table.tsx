"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { EmptyState } from "@/components/ui/empty-state";
import { Kbd } from "@/components/ui/kbd";
import { Pagination } from "@/components/ui/pagination";
import { AllRowsCell, HeadCell, RowLine } from "./table-rows";
import { isShown, type TableState } from "./table-state";
import { TableToolbar } from "./table-toolbar";
import type { Column, Filter, Selection } from "./table-types";
import { useRowKeys } from "./use-row-keys";
import { useTableState } from "./use-table-state";

export type DataTableProps<Row> = {
  /** Names the table for screen readers. */
  caption: string;
  /** The first one names the row and carries its link. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Where a row opens; the whole row is the link. */
  rowHref?: (row: Row) => string;
  /** From `readTableState(await searchParams, names)` in the page. */
  state: TableState;
  /** Of all pages. Without it and `pageSize` the rows are all there are, on one page. */
  total?: number;
  pageSize?: number;
  /** Says what is searched: "Search by name or e-mail". Absent: no search. */
  searchLabel?: string;
  filters?: readonly Filter[];
  /** Names of filters that the server does not know. They are shown, and can be removed. */
  ignoredFilters?: readonly string[];
  csvHref?: string;
  /** Beside the filters: what sets one that is no choice among a few values. */
  tools?: ReactNode;
  /** Rows can be chosen, by their keys. `rowName` names a row's box. */
  selection?: Selection;
  rowName?: (row: Row) => string;
  /** When there are no rows at all and nothing was searched for. */
  empty: ReactNode;
};

/**
 * A list that the server searches, orders and cuts into pages, its state in the address. A client component of the
 * feature gives the columns; rows cross from the server as plain data.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, rowHref, state, filters = [], selection } = props;
  const { total = rows.length, pageSize = Math.max(rows.length, 1) } = props;
  const t = useTranslations("common.table");
  const table = useRef<HTMLTableElement>(null);
  const { pending, hrefOf, change } = useTableState(state);
  useRowKeys(table);

  const searched = state.search !== "" || Object.keys(state.filters).length > 0;
  const shown = columns.filter((column, index) => index === 0 || isShown(state, column));
  const keys = rows.map(rowKey);
  const from = rows.length === 0 ? 0 : (state.page - 1) * pageSize + 1;
  return (
    <div>
      <TableToolbar
        state={state}
        change={change}
        pending={pending}
        searchLabel={props.searchLabel}
        filters={filters}
        ignoredFilters={props.ignoredFilters}
        hideable={columns.slice(1).filter((column) => column.hideable)}
        csvHref={props.csvHref}
        tools={props.tools}
      />
      {rows.length === 0 ? (
        <div className="border-t">
          {searched || state.page > 1 ? (
            <NothingFound onClear={() => change({ search: "", filters: {} })} />
          ) : (
            props.empty
          )}
        </div>
      ) : (
        <table
          ref={table}
          // biome-ignore lint/a11y/noRedundantRoles: on a phone the parts are laid out as cards, and browsers then forget what they are.
          role="table"
          aria-busy={pending}
          className={cx(
            "w-full border-collapse text-left transition-opacity max-md:block",
            pending && "opacity-60",
          )}
        >
          <caption className="sr-only">{caption}</caption>
          {/* biome-ignore lint/a11y/noRedundantRoles: as above. */}
          <thead role="rowgroup" className="max-md:sr-only">
            {/* biome-ignore lint/a11y/noRedundantRoles: as above. */}
            <tr role="row">
              {selection && <AllRowsCell keys={keys} selection={selection} />}
              {shown.map((column) => (
                <HeadCell
                  key={column.id}
                  column={column}
                  sort={state.sort}
                  onSort={(sort) => change({ sort })}
                />
              ))}
            </tr>
          </thead>
          {/* biome-ignore lint/a11y/noRedundantRoles: as above. */}
          <tbody role="rowgroup" className="max-md:block">
            {rows.map((row) => (
              <RowLine
                key={rowKey(row)}
                row={row}
                columns={shown}
                href={rowHref?.(row)}
                box={selection && { id: rowKey(row), name: props.rowName?.(row) ?? rowKey(row), selection }}
              />
            ))}
          </tbody>
        </table>
      )}
      {total > 0 && (
        <div className="flex flex-wrap items-center justify-between gap-3 border-t px-5 py-3 sm:px-6">
          <p className="text-ink-quiet text-sm max-md:hidden pointer-coarse:hidden">
            {rowHref &&
              rows.length > 0 &&
              t.rich(selection ? "keysToChoose" : "keys", { kbd: (keys) => <Kbd>{keys}</Kbd> })}
          </p>
          <Pagination
            from={from}
            to={rows.length === 0 ? 0 : from + rows.length - 1}
            total={total}
            previousHref={state.page > 1 ? hrefOf({ page: state.page - 1 }) : undefined}
            nextHref={
              rows.length > 0 && from + rows.length - 1 < total ? hrefOf({ page: state.page + 1 }) : undefined
            }
          />
        </div>
      )}
    </div>
  );
}

function NothingFound({ onClear }: { onClear: () => void }) {
  const t = useTranslations("common.table");
  return (
    <EmptyState title={t("nothing")} action={<Button onClick={onClear}>{t("clearFilters")}</Button>}>
      {t("nothingHint")}
    </EmptyState>
  );
}
