import type { ComponentProps } from "react";
import { cx } from "./cx";

type TableProps = ComponentProps<"table"> & {
  /** Names a table that is wider than a phone and has nothing to focus in it: its place is then scrolled by keyboard. */
  wide?: string;
};

/** Plain tables, for a few rows that fit. For lists with search, pages and phones use patterns/data-table. */
export function Table({ className, wide, ...rest }: TableProps) {
  const scrolled = wide ? ({ role: "group", "aria-label": wide, tabIndex: 0 } as const) : {};
  return (
    <div {...scrolled} className="overflow-x-auto print:overflow-visible">
      <table {...rest} className={cx("w-full border-collapse text-left", className)} />
    </div>
  );
}

type CellProps = {
  /** Numbers and money: to the right, digits of one width. */
  numeric?: boolean;
};

export function Th({ numeric, className, scope = "col", ...rest }: ComponentProps<"th"> & CellProps) {
  return (
    <th
      {...rest}
      scope={scope}
      className={cx(
        "border-b px-3 font-medium text-ink-quiet first:pl-0 last:pr-0",
        scope === "row" ? "py-2.5 align-top" : "py-2 align-bottom text-sm",
        numeric && "text-right",
        className,
      )}
    />
  );
}

export function Td({ numeric, className, ...rest }: ComponentProps<"td"> & CellProps) {
  return (
    <td
      {...rest}
      className={cx(
        "border-b px-3 py-2.5 align-top first:pl-0 last:pr-0",
        numeric && "figures whitespace-nowrap text-right",
        className,
      )}
    />
  );
}

/** The last line of a sum, closed by a double rule. */
export function SumRow({ className, ...rest }: ComponentProps<"tr">) {
  return (
    <tr
      {...rest}
      className={cx(
        "double-rule font-semibold [&>td]:border-b-0 [&>th]:border-b-0 [&>th]:text-ink",
        className,
      )}
    />
  );
}
