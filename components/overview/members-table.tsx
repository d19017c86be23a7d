"use client";

import { Wallet } from "lucide-react";
import { useTranslations } from "next-intl";
import { DataTable } from "@/components/patterns/data-table/data-table";
import type { TableState } from "@/components/patterns/data-table/table-state";
import type { Column } from "@/components/patterns/data-table/table-types";
import { Chip } from "@/components/ui/chip";
import { DateText } from "@/components/ui/date-text";
import { EmptyState } from "@/components/ui/empty-state";
import type { MemberView } from "@/lib/features/members/list";

type MembersTableProps = {
  rows: readonly MemberView[];
  state: TableState;
  total: number;
  pageSize: number;
  timeZone: string;
  /** The reader's own row is marked. */
  ownId: string;
};

/** Who belongs to the tenant, in which role, and who may act on payments. */
export function MembersTable({ rows, state, total, pageSize, timeZone, ownId }: MembersTableProps) {
  const t = useTranslations("members");
  const columns: Column<MemberView>[] = [
    {
      id: "name",
      header: t("columns.name"),
      cell: ({ id, name }) => (
        <>
          {name}
          {id === ownId && <span className="ml-1.5 font-normal text-ink-quiet text-sm">({t("you")})</span>}
        </>
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
      numeric: true,
      hideable: true,
      cell: ({ joinedAt }) => <DateText at={joinedAt} timeZone={timeZone} />,
    },
  ];
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

function Payments({ member }: { member: MemberView }) {
  const t = useTranslations("members");
  if (member.isPaymentAdministrator)
    return (
      <Chip tone="info" icon={<Wallet aria-hidden="true" />}>
        {t("paymentAdministrator")}
      </Chip>
    );
  return <span className="text-ink-quiet">{member.role === "owner" ? t("alwaysMay") : "–"}</span>;
}
