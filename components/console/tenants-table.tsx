"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { type TableState, writeTableState } from "@/components/patterns/data-table/table-state";
import { EmptyState } from "@/components/ui/empty-state";
import type { TenantPage } from "@/lib/features/console/tenant-list/list-tenants";
import type { Rep } from "@/lib/features/people/tenants/sales-reps";
import { AssignReps, type AssignRepsAction } from "./assign-reps";
import { useTenantColumns } from "./use-tenant-columns";
import { useTenantFilters } from "./use-tenant-filters";

type TenantsTableProps = {
  list: TenantPage;
  state: TableState;
  reps: readonly Rep[];
  /** The reader is a sales rep and may have tenants of their own. */
  isRep: boolean;
  /** Absent for those who may not give tenants to reps. */
  assignReps?: AssignRepsAction;
};

const none: ReadonlySet<string> = new Set();

/** Staff's list of tenants; a row opens the tenant in the console. */
export function TenantsTable({ list, state, reps, isRep, assignReps }: TenantsTableProps) {
  const t = useTranslations("tenants");
  const words = useTranslations("console");
  const columns = useTenantColumns();
  const filters = useTenantFilters({ plans: list.plans, reps, isRep });
  const [wanted, setWanted] = useState(none);
  const { rows, total, pageSize } = list;
  const obeyed = Object.fromEntries(
    Object.entries(state.filters).filter(([name]) => !list.ignored.includes(name)),
  );
  // Chosen rows that a page or a filter hides are left out.
  const chosen = new Set(rows.map(({ id }) => id).filter((id) => wanted.has(id)));
  return (
    <>
      <DataTable
        caption={words("title")}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        rowHref={(row) => `/console/tenants/${row.slug}`}
        state={state}
        total={total}
        pageSize={pageSize}
        searchLabel={t("search")}
        filters={filters}
        ignoredFilters={list.ignored}
        csvHref={`/console/tenants.csv${writeTableState({ ...state, filters: obeyed, page: 1 })}`}
        selection={assignReps && { chosen, onChange: setWanted }}
        empty={<EmptyState title={words("empty")}>{words("emptyHint")}</EmptyState>}
      />
      {assignReps && chosen.size > 0 && (
        <AssignReps tenantIds={[...chosen]} reps={reps} assign={assignReps} onClear={() => setWanted(none)} />
      )}
    </>
  );
}
