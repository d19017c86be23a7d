"use client";

import { useTranslations } from "next-intl";
import type { TableState } from "@/components/patterns/data-table/table-state";
import { Card } from "@/components/ui/card";
import type { MembersOverview } from "@/lib/features/people/members/read-members";
import type { MemberActions } from "./member-actions";
import { MembersTable } from "./members-table";
import { OpenInvitations } from "./open-invitations";

type MembersBoardProps = {
  tenant: { name: string; timeZone: string };
  overview: MembersOverview;
  state: TableState;
  ownId: string;
  actions: MemberActions;
};

const pageSize = 50;

/** A tenant's members and open invitations, on the tenant's own page and in the console. */
export function MembersBoard({ tenant, overview, state, ownId, actions }: MembersBoardProps) {
  const t = useTranslations("members");
  const people = useTranslations("people");
  const words = state.search.toLowerCase();
  const found = overview.members.filter(({ name, email }) =>
    `${name} ${email}`.toLowerCase().includes(words),
  );
  return (
    <div className="grid gap-5">
      <Card flush aria-label={t("title")}>
        <MembersTable
          rows={found.slice((state.page - 1) * pageSize, state.page * pageSize)}
          state={state}
          total={found.length}
          pageSize={pageSize}
          timeZone={tenant.timeZone}
          ownId={ownId}
          tenantName={tenant.name}
          overview={overview}
          actions={actions}
        />
      </Card>
      <OpenInvitations
        invitations={overview.invitations}
        roleName={(role) => people(`roles.${role}`)}
        timeZone={tenant.timeZone}
        resend={actions.resendInvitation}
        withdraw={actions.withdrawInvitation}
      />
    </div>
  );
}
