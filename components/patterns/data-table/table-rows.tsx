"use client";

import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { nextSort, type TableState } from "./table-state";
import type { Column } from "./table-types";

type HeadCellProps<Row> = {
  column: Column<Row>;
  sort: TableState["sort"];
  onSort: (sort: TableState["sort"]) => void;
};

/** A column's head; sticks below the top bar while the rows pass under it. */
export function HeadCell<Row>({ column, sort, onSort }: HeadCellProps<Row>) {
  const t = useTranslations("common.table");
  const direction = sort?.column === column.id ? sort.direction : undefined;
  const next = nextSort(sort, column.id);
  const Arrow = direction === "asc" ? ArrowUp : direction === "desc" ? ArrowDown : ChevronsUpDown;
  const act = next === undefined ? "sortNone" : next.direction === "asc" ? "sortUp" : "sortDown";
  return (
    <th
      // biome-ignore lint/a11y/noRedundantRoles: see DataTable.
      role="columnheader"
      scope="col"
      aria-sort={direction && (direction === "asc" ? "ascending" : "descending")}
      className={cx(
        "sticky top-(--shell-top) z-10 border-y bg-wash px-3 py-2 font-medium text-ink-quiet text-sm first:pl-5 last:pr-5 sm:first:pl-6 sm:last:pr-6",
        column.numeric && "text-right",
      )}
    >
      {column.sortable ? (
        <button
          type="button"
          aria-label={t(act, { column: column.header })}
          onClick={() => onSort(next)}
          className={cx(
            "-mx-1 inline-flex items-center gap-1 rounded-sm px-1 hover:text-ink",
            direction && "text-ink",
          )}
        >
          {column.header}
          <Arrow aria-hidden="true" className="size-3.5" />
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}

type RowLineProps<Row> = { row: Row; columns: readonly Column<Row>[]; href?: string };

/** A row of the table; below 768 px a card with the first column as its title. */
export function RowLine<Row>({ row, columns, href }: RowLineProps<Row>) {
  return (
    <tr
      // biome-ignore lint/a11y/noRedundantRoles: see DataTable.
      role="row"
      className={cx(
        "relative border-b transition-colors last:border-b-0 max-md:block max-md:px-5 max-md:py-3.5",
        href && "hover:bg-wash/60 has-[[data-row-link]:focus-visible]:bg-action-wash",
      )}
    >
      {columns.map((column, index) => (
        <td
          key={column.id}
          // biome-ignore lint/a11y/noRedundantRoles: see DataTable.
          role="cell"
          className={cx(
            "max-md:flex max-md:items-baseline max-md:justify-between max-md:gap-4 max-md:py-0.5 md:px-3 md:py-3 md:align-middle md:first:pl-6 md:last:pr-6",
            column.numeric && "figures md:whitespace-nowrap md:text-right",
            index === 0 && "font-medium max-md:pb-1.5 max-md:text-lg",
          )}
        >
          {index > 0 && !column.bareOnPhone && (
            <span aria-hidden="true" className="shrink-0 font-normal text-ink-quiet text-sm md:hidden">
              {column.header}
            </span>
          )}
          {index === 0 && href ? (
            <Link href={href} data-row-link="" className="covers outline-none focus-visible:text-action">
              {column.cell(row)}
            </Link>
          ) : (
            <span className="min-w-0">{column.cell(row)}</span>
          )}
        </td>
      ))}
    </tr>
  );
}
