"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import type { ManagedMember, MembersOverview } from "@/lib/features/people/members/read-members";
import type { MemberActions } from "./member-actions";
import { Succession } from "./succession";
import { useDone } from "./use-done";

type RemoveMemberProps = {
  member: ManagedMember;
  tenantName: string;
  overview: MembersOverview;
} & Pick<MemberActions, "removeMember">;

/** Takes a member out after a question, which also says who takes over the payments. */
export function RemoveMember({ member, tenantName, overview, removeMember }: RemoveMemberProps) {
  const t = useTranslations("people");
  const runAction = useFormAction();
  const done = useDone();
  const [successor, setSuccessor] = useState("");
  const { name } = member;
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="row" aria-label={t("removeNamed", { name })}>
          {t("remove")}
        </Button>
      }
      title={t("removeTitle", { name, tenant: tenantName })}
      confirmLabel={t("removeConfirm", { name })}
      danger
      onConfirm={() =>
        runAction(
          () => removeMember({ userId: member.id, successorId: successor || undefined }),
          () => done(t("removed", { name })),
        )
      }
    >
      {t("removeBody")}
      {member.isPaymentAdministrator && (
        <Succession
          overview={overview}
          leaver={member}
          isOwn={false}
          chosen={successor}
          onChoose={setSuccessor}
        />
      )}
    </ConfirmDialog>
  );
}

type LeaveTenantProps = {
  own: Pick<ManagedMember, "id" | "name" | "isPaymentAdministrator">;
  tenantName: string;
  overview: MembersOverview;
} & Pick<MemberActions, "leaveTenant">;

/** Lets a member leave the tenant, and opens the page of what remains. */
export function LeaveTenant({ own, tenantName, overview, leaveTenant }: LeaveTenantProps) {
  const t = useTranslations("people");
  const runAction = useFormAction();
  const router = useRouter();
  const toast = useToast();
  const [successor, setSuccessor] = useState("");
  return (
    <ConfirmDialog
      trigger={<Button variant="quiet">{t("leave")}</Button>}
      title={t("leaveTitle", { tenant: tenantName })}
      confirmLabel={t("leaveConfirm", { tenant: tenantName })}
      danger
      onConfirm={() =>
        runAction(
          () => leaveTenant({ successorId: successor || undefined }),
          () => {
            toast({ title: t("left", { tenant: tenantName }) });
            router.replace("/");
          },
        )
      }
    >
      {t("leaveBody")}
      {own.isPaymentAdministrator && (
        <Succession overview={overview} leaver={own} isOwn chosen={successor} onChoose={setSuccessor} />
      )}
    </ConfirmDialog>
  );
}
