import {
  readTableState,
  type TableParams,
  type TableState,
} from "@/components/patterns/data-table/table-state";
import { tenantFilterNames } from "@/lib/domain/tenant/list-query";
import { viewName } from "@/lib/features/console/tenant-list/tenant-list-input";

/** With more unknown filters than these, nobody made a typing mistake: they are not listed one by one. */
const mostUnknown = 5;

/**
 * The list as its address asks for it; `view` names the saved view that the reader opened. Unknown names are kept among
 * the filters, so that the list can show them: a mistyped filter must not look as if it worked.
 */
export function readListState(params: TableParams): TableState {
  const known: readonly string[] = [...tenantFilterNames, viewName];
  const unknown = Object.keys(params).filter((name) => !known.includes(name));
  return readTableState(params, [...known, ...unknown.slice(0, mostUnknown)]);
}
