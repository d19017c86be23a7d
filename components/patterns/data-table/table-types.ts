import type { ReactNode } from "react";

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Numbers and money: to the right, figures of one width. */
  numeric?: boolean;
  /** The server can order by it. */
  sortable?: boolean;
  /** May be hidden by the reader; the first column never. */
  hideable?: boolean;
  /** Shown only to readers who ask for it; must be `hideable`. */
  hiddenAtFirst?: boolean;
  /** The actions of a row: at the right, with a head for screen readers only. */
  actions?: boolean;
  /** On a phone, where a row is a card: without its label, as the words speak for themselves. */
  bareOnPhone?: boolean;
};

/** One of a few values; the chosen one stands as a chip that can be removed. */
export type Filter = {
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
  /** Set elsewhere, by a link or a tool of its own: it has a chip and stands in no menu. */
  chipOnly?: boolean;
};

/** Rows that are selected for an action on all of them. */
export type Selection = {
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
};
