"use client";

import { useTranslations } from "next-intl";
import { UndeliveredNote } from "@/components/patterns/undelivered-note";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { DateText } from "@/components/ui/date-text";
import type { InvitationView } from "@/lib/features/people/invitations/queries";
import { ResendInvitation, WithdrawInvitation } from "./invitation-buttons";
import type { InvitationActions } from "./member-actions";

type OpenInvitationsProps<Role extends string> = {
  invitations: readonly (Omit<InvitationView, "role"> & { role: Role })[];
  roleName: (role: Role) => string;
  timeZone: string;
} & InvitationActions;

/** Open invitations. Renders nothing if there are none. */
export function OpenInvitations<Role extends string>(props: OpenInvitationsProps<Role>) {
  const { invitations, roleName, timeZone, resend, withdraw } = props;
  const t = useTranslations("people.open");
  if (invitations.length === 0) return null;
  const date = (at: string) => () => <DateText key={at} at={at} timeZone={timeZone} />;
  return (
    <Card title={t("title")}>
      <ul className="divide-y">
        {invitations.map((invitation) => (
          <li
            key={invitation.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0"
          >
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium [overflow-wrap:anywhere]">
                {invitation.name || invitation.email}
                <Chip icon={null}>{roleName(invitation.role)}</Chip>
                {invitation.expired && <Chip tone="warn">{t("expired")}</Chip>}
              </p>
              <p className="text-ink-quiet text-sm [overflow-wrap:anywhere]">
                {invitation.name && `${invitation.email} · `}
                {t.rich("sent", { date: date(invitation.sentAt), name: invitation.invitedByName })}
                {" · "}
                {t.rich("until", { date: date(invitation.expiresAt) })}
              </p>
              <UndeliveredNote undelivered={invitation.undelivered} />
            </div>
            <div className="flex flex-wrap gap-2 md:gap-1">
              <ResendInvitation invitation={invitation} resend={resend} />
              <WithdrawInvitation invitation={invitation} withdraw={withdraw} />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
