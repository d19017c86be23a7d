"use client";

import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { FormField, useFieldErrors } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { RadioCards } from "@/components/ui/radio-cards";
import { TextInput } from "@/components/ui/text-input";
import type { MemberRole } from "@/lib/domain/access/actions";
import type { MembersOverview } from "@/lib/features/people/members/read-members";
import type { MemberActions } from "./member-actions";
import { useDone } from "./use-done";

type InviteMemberSheetProps = {
  overview: Pick<MembersOverview, "rolesToGive" | "bringsInMembersOnly">;
} & Pick<MemberActions, "inviteMember">;

/** Asks somebody by e-mail to join the tenant, in one of the roles that the reader may give. */
export function InviteMemberSheet({ overview, inviteMember }: InviteMemberSheetProps) {
  const t = useTranslations("people");
  const runAction = useFormAction();
  const done = useDone();
  return (
    <FormSheet
      trigger={
        <Button variant="primary" icon={<UserPlus aria-hidden="true" />}>
          {t("invite")}
        </Button>
      }
      title={t("invite")}
      description={t("inviteLead")}
      submitLabel={t("send")}
      onSubmit={(value) => {
        const [email, name] = [value("email"), value("name")];
        const role = overview.rolesToGive.find((one) => one === value("role")) ?? "member";
        return runAction(
          () => inviteMember({ email, name, role }),
          () => done(t("invited", { email })),
        );
      }}
    >
      <FormField name="email" label={t("email")}>
        <TextInput type="email" autoComplete="off" maxLength={254} spellCheck={false} />
      </FormField>
      <FormField name="name" label={t("name")} hint={t("nameHint")} optional>
        <TextInput autoComplete="off" maxLength={100} />
      </FormField>
      {overview.bringsInMembersOnly ? (
        <AsMember />
      ) : (
        <MemberRoleChoice roles={overview.rolesToGive} chosen="member" />
      )}
    </FormSheet>
  );
}

/** Where there is no choice: the role that they get, and who can change it later. */
function AsMember() {
  const t = useTranslations("bringingIn");
  return (
    <Banner tone="info" title={t("onlyMembersTitle")}>
      <p>{t("onlyMembers")}</p>
      <p className="mt-1">{t("asMember")}</p>
    </Banner>
  );
}

/** One of the roles, with what each may do. */
export function MemberRoleChoice({ roles, chosen }: { roles: readonly MemberRole[]; chosen?: MemberRole }) {
  const t = useTranslations("people");
  return (
    <RadioCards
      legend={t("role")}
      name="role"
      defaultValue={chosen}
      error={useFieldErrors("role")}
      options={roles.map((role) => ({
        value: role,
        title: t(`roles.${role}`),
        description: t(`roleHints.${role}`),
      }))}
    />
  );
}
