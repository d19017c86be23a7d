import {
  readTableState,
  type TableParams,
  type TableState,
} from "@/components/patterns/data-table/table-state";
import { tenantFilterNames } from "@/lib/domain/tenant/list-query";
import { viewName } from "@/lib/features/console/tenant-list/tenant-list-input";

/** More that is unknown than anybody writes by mistake is not told one by one. */
const mostUnknown = 5;

/**
 * The list as its address asks for it; `view` names the saved view from which the reader set out. What else stands there
 * is kept among the filters, to be told as unknown: a mistyped name must not look as if it had been obeyed.
 */
export function readListState(params: TableParams): TableState {
  const known: readonly string[] = [...tenantFilterNames, viewName];
  const unknown = Object.keys(params).filter((name) => !known.includes(name));
  return readTableState(params, [...known, ...unknown.slice(0, mostUnknown)]);
}
