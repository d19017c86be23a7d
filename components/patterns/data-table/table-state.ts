/** The part of a table's state that the address keeps: search, filters, order, page, columns. */
export type TableState = {
  search: string;
  /** Chosen value by name of the filter. */
  filters: Readonly<Record<string, string>>;
  sort?: { column: string; direction: "asc" | "desc" };
  /** Counted from 1. */
  page: number;
  hidden: readonly string[];
  /** Columns that are hidden at first and were asked for. */
  shown: readonly string[];
};

export type TableParams = Readonly<Record<string, string | string[] | undefined>>;

const reserved = new Set(["q", "sort", "page", "hide", "show"]);

/**
 * Reads the state from a page's `searchParams`. Only the named filters are taken; what makes no sense is ignored, as an
 * address can be typed by anybody.
 */
export function readTableState(params: TableParams, filterNames: readonly string[] = []): TableState {
  const one = (name: string) => [params[name]].flat()[0]?.trim() ?? "";
  const page = Number(one("page"));
  const sort = /^(-?)([\w.]+)$/.exec(one("sort"));
  return {
    search: one("q").slice(0, 200),
    filters: Object.fromEntries(
      filterNames.filter((name) => !reserved.has(name) && one(name)).map((name) => [name, one(name)]),
    ),
    sort: sort?.[2] ? { column: sort[2], direction: sort[1] ? "desc" : "asc" } : undefined,
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
    hidden: one("hide").split(",").filter(Boolean),
    shown: one("show").split(",").filter(Boolean),
  };
}

/** The query of an address for a state, in a fixed order and without what is the default: `?q=acme&page=2`. */
export function writeTableState(state: TableState): string {
  const query = new URLSearchParams();
  if (state.search) query.set("q", state.search);
  for (const name of Object.keys(state.filters).sort()) query.set(name, state.filters[name] ?? "");
  if (state.sort) query.set("sort", `${state.sort.direction === "desc" ? "-" : ""}${state.sort.column}`);
  if (state.page > 1) query.set("page", String(state.page));
  if (state.hidden.length > 0) query.set("hide", state.hidden.join(","));
  if (state.shown.length > 0) query.set("show", state.shown.join(","));
  const text = query.toString();
  return text && `?${text}`;
}

/** A change of search, filter or order begins again at the first page. */
export function changeTableState(state: TableState, change: Partial<TableState>): TableState {
  return { ...state, page: 1, ...change };
}

/** The next order after pressing a column's head: ascending, descending, none. */
export function nextSort(sort: TableState["sort"], column: string): TableState["sort"] {
  if (sort?.column !== column) return { column, direction: "asc" };
  return sort.direction === "asc" ? { column, direction: "desc" } : undefined;
}

type Hideable = { id: string; hideable?: boolean; hiddenAtFirst?: boolean };

/** Whether the reader sees a column; those that cannot be hidden always. */
export const isShown = (state: Pick<TableState, "hidden" | "shown">, column: Hideable): boolean =>
  !column.hideable ||
  (column.hiddenAtFirst ? state.shown.includes(column.id) : !state.hidden.includes(column.id));

/** The columns after one of them was shown or hidden. */
export function showColumn(
  state: Pick<TableState, "hidden" | "shown">,
  column: Hideable,
  visible: boolean,
): Pick<TableState, "hidden" | "shown"> {
  const without = (names: readonly string[]) => names.filter((name) => name !== column.id);
  const { hidden, shown } = { hidden: without(state.hidden), shown: without(state.shown) };
  if (column.hiddenAtFirst) return { hidden, shown: visible ? [...shown, column.id] : shown };
  return { hidden: visible ? hidden : [...hidden, column.id], shown };
}
