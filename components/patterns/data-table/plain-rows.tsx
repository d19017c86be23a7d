"use client";

import { HeadCell, RowLine } from "./table-rows";
import type { Column } from "./table-types";

type PlainRowsProps<Row> = {
  caption: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
};

/** The look of DataTable for rows that come whole and in order; cards on a phone. */
export function PlainRows<Row>({ caption, columns, rows, rowKey }: PlainRowsProps<Row>) {
  return (
    <table
      // biome-ignore lint/a11y/noRedundantRoles: on a phone the parts are laid out as cards, and browsers then forget what they are.
      role="table"
      className="w-full border-collapse text-left max-md:block"
    >
      <caption className="sr-only">{caption}</caption>
      {/* biome-ignore lint/a11y/noRedundantRoles: as above. */}
      <thead role="rowgroup" className="max-md:sr-only">
        {/* biome-ignore lint/a11y/noRedundantRoles: as above. */}
        <tr role="row">
          {columns.map((column) => (
            <HeadCell key={column.id} column={column} sort={undefined} onSort={() => {}} />
          ))}
        </tr>
      </thead>
      {/* biome-ignore lint/a11y/noRedundantRoles: as above. */}
      <tbody role="rowgroup" className="max-md:block">
        {rows.map((row) => (
          <RowLine key={rowKey(row)} row={row} columns={columns} />
        ))}
      </tbody>
    </table>
  );
}
