"use client";

import { useTranslations } from "next-intl";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import type { ManagedMember } from "@/lib/features/people/members/read-members";
import { MemberRoleChoice } from "./invite-member-sheet";
import type { MemberActions } from "./member-actions";
import { useDone } from "./use-done";

type ChangeRoleSheetProps = { member: ManagedMember } & Pick<MemberActions, "changeMemberRole">;

/** Gives a member one of the other roles that the reader may give. */
export function ChangeRoleSheet({ member, changeMemberRole }: ChangeRoleSheetProps) {
  const t = useTranslations("people");
  const runAction = useFormAction();
  const done = useDone();
  const { name } = member;
  return (
    <FormSheet
      trigger={
        <Button size="sm" variant="row" aria-label={t("changeRoleNamed", { name })}>
          {t("changeRole")}
        </Button>
      }
      title={t("changeRoleNamed", { name })}
      description={t("changeRoleLead")}
      submitLabel={t("changeRoleSubmit")}
      onSubmit={(value) => {
        const role = member.roles.find((one) => one === value("role")) ?? member.role;
        return runAction(
          () => changeMemberRole({ userId: member.id, role }),
          () => done(t("roleChanged", { name, role })),
        );
      }}
    >
      <MemberRoleChoice
        roles={[member.role, ...member.roles].sort((a, b) => order.indexOf(a) - order.indexOf(b))}
        chosen={member.role}
      />
    </FormSheet>
  );
}

const order = ["owner", "admin", "member"];
