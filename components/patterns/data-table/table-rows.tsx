"use client";

import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CheckBox } from "@/components/ui/checkbox";
import { cx } from "@/components/ui/cx";
import { nextSort, type TableState } from "./table-state";
import type { Column, Selection } from "./table-types";

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
  const sortLabel = next === undefined ? "sortNone" : next.direction === "asc" ? "sortUp" : "sortDown";
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
          aria-label={t(sortLabel, { column: column.header })}
          onClick={() => onSort(next)}
          className={cx(
            "-mx-1 inline-flex items-center gap-1 rounded-sm px-1 hover:text-ink",
            direction && "text-ink",
          )}
        >
          {column.header}
          <Arrow aria-hidden="true" className="size-3.5" />
        </button>
      ) : column.actions ? (
        <span className="sr-only">{column.header}</span>
      ) : (
        column.header
      )}
    </th>
  );
}

/** The box that selects or deselects all rows of the page. */
export function AllRowsCell({ keys, selection }: { keys: readonly string[]; selection: Selection }) {
  const t = useTranslations("common.table");
  const { chosen, onChange } = selection;
  const here = keys.filter((key) => chosen.has(key)).length;
  return (
    <th
      // biome-ignore lint/a11y/noRedundantRoles: see DataTable.
      role="columnheader"
      scope="col"
      className="sticky top-(--shell-top) z-10 w-0 border-y bg-wash py-2 pl-5 sm:pl-6"
    >
      <CheckBox
        label={t("chooseAll")}
        checked={keys.length > 0 && here === keys.length}
        indeterminate={here > 0 && here < keys.length}
        onCheckedChange={(all) => onChange(new Set(all ? keys : []))}
      />
    </th>
  );
}

type RowBox = { id: string; name: string; selection: Selection };

function RowBoxCell({ box: { id, name, selection } }: { box: RowBox }) {
  const t = useTranslations("common.table");
  const { chosen, onChange } = selection;
  return (
    <td
      // biome-ignore lint/a11y/noRedundantRoles: see DataTable.
      role="cell"
      className="max-md:absolute max-md:top-3.5 max-md:right-5 md:w-0 md:py-3 md:pl-6 md:align-middle"
    >
      {/* Above the link that covers the row. */}
      <span className="relative z-[1] flex">
        <CheckBox
          label={t("choose", { name })}
          data-row-box=""
          checked={chosen.has(id)}
          onCheckedChange={(isChosen) => {
            const next = new Set(chosen);
            if (isChosen) next.add(id);
            else next.delete(id);
            onChange(next);
          }}
        />
      </span>
    </td>
  );
}

type RowLineProps<Row> = { row: Row; columns: readonly Column<Row>[]; href?: string; box?: RowBox };

/** A row of the table; below 768 px a card with the first column as its title. */
export function RowLine<Row>({ row, columns, href, box }: RowLineProps<Row>) {
  return (
    <tr
      // biome-ignore lint/a11y/noRedundantRoles: see DataTable.
      role="row"
      className={cx(
        "relative border-b transition-colors last:border-b-0 max-md:block max-md:px-5 max-md:py-3.5",
        href && [
          "hover:bg-wash/60 has-[[data-row-link]:focus-visible]:bg-action-wash",
          "has-[[data-row-link]:focus-visible]:outline-2 has-[[data-row-link]:focus-visible]:outline-focus has-[[data-row-link]:focus-visible]:-outline-offset-2",
        ],
        box?.selection.chosen.has(box.id) && "bg-action-wash/60",
      )}
    >
      {box && <RowBoxCell box={box} />}
      {columns.map((column, index) => {
        const content = column.cell(row);
        return (
          <td
            key={column.id}
            // biome-ignore lint/a11y/noRedundantRoles: see DataTable.
            role="cell"
            className={cx(
              "max-md:flex max-md:items-baseline max-md:justify-between max-md:gap-4 max-md:py-0.5 md:px-3 md:py-3 md:align-middle md:first:pl-6 md:last:pr-6",
              index === 0 && box && "max-md:pr-8",
              column.numeric && "figures md:whitespace-nowrap md:text-right",
              column.actions && "md:w-0 md:whitespace-nowrap md:text-right",
              index === 0 && "font-medium max-md:pb-1.5 max-md:text-lg",
              // A label without anything beside it says nothing.
              isNothing(content) && "max-md:hidden",
            )}
          >
            {index > 0 && !column.bareOnPhone && (
              <span aria-hidden="true" className="shrink-0 font-normal text-ink-quiet text-sm md:hidden">
                {column.header}
              </span>
            )}
            {index === 0 && href ? (
              <Link href={href} data-row-link="" className="covers outline-none focus-visible:text-action">
                {content}
              </Link>
            ) : (
              <span className={cx("min-w-0", index > 0 && !column.bareOnPhone && "max-md:text-right")}>
                {content}
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
}

const isNothing = (content: ReactNode): boolean =>
  content === null || content === undefined || content === false || content === "";
