"use client";

import { Wallet } from "lucide-react";
import { useTranslations } from "next-intl";
import { DataTable } from "@/components/patterns/data-table/data-table";
import type { TableState } from "@/components/patterns/data-table/table-state";
import type { Column } from "@/components/patterns/data-table/table-types";
import { Chip } from "@/components/ui/chip";
import { DateText } from "@/components/ui/date-text";
import { EmptyState } from "@/components/ui/empty-state";
import type { ManagedMember, MembersOverview } from "@/lib/features/people/members/read-members";
import { ChangeRoleSheet } from "./change-role-sheet";
import { ResendInvitation } from "./invitation-buttons";
import type { MemberActions } from "./member-actions";
import { RemoveMember } from "./remove-member";

type MembersTableProps = {
  rows: readonly ManagedMember[];
  state: TableState;
  total: number;
  pageSize: number;
  timeZone: string;
  /** The reader's own row is marked. */
  ownId: string;
  tenantName: string;
  overview: MembersOverview;
  actions: MemberActions;
};

/** Who belongs to the tenant, in which role, and who may act on payments. */
export function MembersTable(props: MembersTableProps) {
  const { rows, state, total, pageSize, timeZone, ownId, tenantName, overview, actions } = props;
  const t = useTranslations("members");
  const people = useTranslations("people");
  const columns: Column<ManagedMember>[] = [
    {
      id: "name",
      header: t("columns.name"),
      cell: ({ id, name, invitation }) => (
        <span className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
          {name}
          {id === ownId && <span className="font-normal text-ink-quiet text-sm">({t("you")})</span>}
          {invitation && <Chip tone="warn">{people("open.notYet")}</Chip>}
        </span>
      ),
    },
    {
      id: "email",
      header: t("columns.email"),
      bareOnPhone: true,
      cell: ({ email }) => <span className="text-ink-soft [overflow-wrap:anywhere]">{email}</span>,
    },
    { id: "role", header: t("columns.role"), cell: ({ role }) => t(`roles.${role}`) },
    { id: "payments", header: t("columns.payments"), cell: (member) => <Payments member={member} /> },
    {
      id: "joined",
      header: t("columns.joined"),
      hideable: true,
      cell: ({ joinedAt }) => (
        <DateText at={joinedAt} timeZone={timeZone} className="figures whitespace-nowrap" />
      ),
    },
    ...(overview.rolesToGive.length > 0
      ? [{ id: "acts", header: people("acts"), actions: true, bareOnPhone: true, cell: actionsOf }]
      : []),
  ];
  function actionsOf(member: ManagedMember) {
    return (
      <span className="flex flex-wrap gap-2 max-md:mt-2 md:-mx-2 md:flex-nowrap md:justify-end md:gap-0">
        {member.invitation && (
          <ResendInvitation invitation={member.invitation} resend={actions.resendInvitation} />
        )}
        {member.roles.length > 0 && (
          <ChangeRoleSheet member={member} changeMemberRole={actions.changeMemberRole} />
        )}
        {member.mayRemove && (
          <RemoveMember
            member={member}
            tenantName={tenantName}
            overview={overview}
            removeMember={actions.removeMember}
          />
        )}
      </span>
    );
  }
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      state={state}
      total={total}
      pageSize={pageSize}
      searchLabel={t("search")}
      empty={<EmptyState title={t("empty")} />}
    />
  );
}

function Payments({ member }: { member: ManagedMember }) {
  const t = useTranslations("members");
  if (member.isPaymentAdministrator)
    return (
      <Chip tone="info" icon={<Wallet aria-hidden="true" />}>
        {t("paymentAdministrator")}
      </Chip>
    );
  return <span className="text-ink-quiet">{member.role === "owner" ? t("alwaysMay") : "–"}</span>;
}
