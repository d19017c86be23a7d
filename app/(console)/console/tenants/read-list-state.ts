import type { TableParams, TableState } from "@/components/patterns/data-table/table-state";
import { tenantFilterNames } from "@/lib/domain/tenant/list-query";
import { viewName } from "@/lib/features/console/tenant-list/tenant-list-input";
import { readFilteredState } from "../read-filtered-state";

/** The list as its address asks for it; `view` names the saved view that the reader opened. */
export const readListState = (params: TableParams): TableState =>
  readFilteredState(params, [...tenantFilterNames, viewName]);
