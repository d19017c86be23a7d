"use client";

import { useTranslations } from "next-intl";
import { DataTable } from "@/components/patterns/data-table/data-table";
import type { TableState } from "@/components/patterns/data-table/table-state";
import type { Column } from "@/components/patterns/data-table/table-types";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { StaffOverview, StaffView } from "@/lib/features/people/staff/list-staff";
import { OpenInvitations } from "./open-invitations";
import type { StaffActions } from "./staff-actions";
import { ChangeStaffRole, RemoveStaff } from "./staff-sheets";

type StaffBoardProps = { overview: StaffOverview; state: TableState; ownId: string; actions: StaffActions };

/** Staff belong to no tenant, so their dates are shown in UTC. */
const timeZone = "UTC";

/** The staff with role and number of tenants, and open invitations. */
export function StaffBoard({ overview, state, ownId, actions }: StaffBoardProps) {
  const t = useTranslations("people.staff");
  const people = useTranslations("people");
  const members = useTranslations("members");
  const { staff, mayManage } = overview;
  const words = state.search.toLowerCase();
  const rows = staff.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(words));
  const admins = staff.filter(({ role }) => role === "admin").length;
  const isLastAdmin = (person: StaffView) => person.role === "admin" && admins <= 1;
  const columns: Column<StaffView>[] = [
    {
      id: "name",
      header: people("name"),
      cell: ({ id, name }) => (
        <>
          {name}
          {id === ownId && (
            <span className="ml-1.5 font-normal text-ink-quiet text-sm">({members("you")})</span>
          )}
        </>
      ),
    },
    {
      id: "email",
      header: people("email"),
      bareOnPhone: true,
      cell: ({ email }) => <span className="text-ink-soft [overflow-wrap:anywhere]">{email}</span>,
    },
    { id: "role", header: people("role"), cell: ({ role }) => t(`roles.${role}`) },
    { id: "tenants", header: t("tenants"), cell: ({ tenants }) => t("tenantCount", { count: tenants }) },
  ];
  if (mayManage)
    columns.push({
      id: "acts",
      header: people("acts"),
      actions: true,
      bareOnPhone: true,
      cell: (person) =>
        isLastAdmin(person) ? null : (
          <span className="flex flex-wrap gap-2 max-md:mt-2 md:-mx-2 md:flex-nowrap md:justify-end md:gap-0">
            <ChangeStaffRole person={person} staff={staff} changeStaffRole={actions.changeStaffRole} />
            <RemoveStaff person={person} staff={staff} removeStaff={actions.removeStaff} />
          </span>
        ),
    });
  return (
    <div className="grid gap-5">
      <Card flush aria-label={t("title")}>
        <DataTable
          caption={t("title")}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          state={state}
          searchLabel={t("search")}
          empty={<EmptyState title={t("empty")} />}
        />
      </Card>
      <OpenInvitations
        invitations={overview.invitations}
        roleName={(role) => t(`roles.${role}`)}
        timeZone={timeZone}
        resend={actions.resendStaffInvitation}
        withdraw={actions.withdrawStaffInvitation}
      />
    </div>
  );
}
