import { readTableState, type TableParams } from "@/components/patterns/data-table/table-state";
import { tenantFilterNames } from "@/lib/domain/tenants/list-query";

/** The list as its address asks for it; `view` names the saved view from which the reader set out. */
export const readListState = (params: TableParams) => readTableState(params, [...tenantFilterNames, "view"]);
