import {
  readTableState,
  type TableParams,
  type TableState,
} from "@/components/patterns/data-table/table-state";

/** What ⌘K asks a page to open is no filter. */
const actInAddress = "act";
/** With more unknown filters than these, nobody made a typing mistake: they are not listed one by one. */
const mostUnknown = 5;

/**
 * A list as its address asks for it. Unknown names are kept among the filters, so that the list can show them: a mistyped
 * filter must not look as if it worked.
 */
export function readFilteredState(params: TableParams, known: readonly string[]): TableState {
  const unknown = Object.keys(params).filter((name) => !known.includes(name) && name !== actInAddress);
  return readTableState(params, [...known, ...unknown.slice(0, mostUnknown)]);
}
