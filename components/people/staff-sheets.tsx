"use client";

import { UserPlus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { FormField } from "@/components/patterns/action-form";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { type StaffRole, staffRoles } from "@/lib/domain/access/actions";
import type { StaffView } from "@/lib/features/people/staff/list-staff";
import { localeNames, locales } from "@/lib/i18n/locales";
import { HandOver } from "./hand-over";
import type { StaffActions } from "./staff-actions";
import { useDone } from "./use-done";

/** Asks somebody by e-mail to join the staff. */
export function InviteStaffSheet({ inviteStaff }: Pick<StaffActions, "inviteStaff">) {
  const t = useTranslations("people.staff");
  const people = useTranslations("people");
  const locale = useLocale();
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
      submitLabel={people("send")}
      onSubmit={(value) => {
        const [email, name] = [value("email"), value("name")];
        const wanted = locales.find((one) => one === value("locale")) ?? locale;
        return runAction(
          () => inviteStaff({ email, name, role: roleIn(value("role")), locale: wanted }),
          () => done(people("invited", { email })),
        );
      }}
    >
      <FormField name="email" label={people("email")}>
        <TextInput type="email" autoComplete="off" maxLength={254} spellCheck={false} />
      </FormField>
      <FormField name="name" label={people("name")} hint={people("nameHint")} optional>
        <TextInput autoComplete="off" maxLength={100} />
      </FormField>
      <StaffRoleChoice chosen="sales" />
      <FormField name="locale" label={t("language")}>
        <Select
          defaultValue={locale}
          options={locales.map((one) => ({ value: one, label: localeNames[one] }))}
        />
      </FormField>
    </FormSheet>
  );
}

type PersonProps = { person: StaffView; staff: readonly StaffView[] };

export function ChangeStaffRole({
  person,
  staff,
  changeStaffRole,
}: PersonProps & Pick<StaffActions, "changeStaffRole">) {
  const t = useTranslations("people.staff");
  const people = useTranslations("people");
  const runAction = useFormAction();
  const done = useDone();
  const [role, setRole] = useState<StaffRole>(person.role);
  const [handTo, setHandTo] = useState("");
  const { name } = person;
  return (
    <FormSheet
      trigger={
        <Button size="sm" variant="row" aria-label={people("changeRoleNamed", { name })}>
          {people("changeRole")}
        </Button>
      }
      title={people("changeRoleNamed", { name })}
      description={t("changeLead")}
      submitLabel={people("changeRoleSubmit")}
      onOpen={() => setRole(person.role)}
      onSubmit={() =>
        runAction(
          () => changeStaffRole({ userId: person.id, role, handTo: handTo || null }),
          () => done(t("roleChanged", { name })),
        )
      }
    >
      <StaffRoleChoice chosen={person.role} onChoose={setRole} />
      {role !== "sales" && <HandOver person={person} staff={staff} chosen={handTo} onChoose={setHandTo} />}
    </FormSheet>
  );
}

export function RemoveStaff({ person, staff, removeStaff }: PersonProps & Pick<StaffActions, "removeStaff">) {
  const t = useTranslations("people.staff");
  const people = useTranslations("people");
  const runAction = useFormAction();
  const done = useDone();
  const [handTo, setHandTo] = useState("");
  const { name } = person;
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="row" aria-label={people("removeNamed", { name })}>
          {people("remove")}
        </Button>
      }
      title={t("removeTitle", { name })}
      confirmLabel={people("removeConfirm", { name })}
      danger
      onConfirm={() =>
        runAction(
          () => removeStaff({ userId: person.id, handTo: handTo || null }),
          () => done(people("removed", { name })),
        )
      }
    >
      {t("removeBody")}
      <HandOver person={person} staff={staff} chosen={handTo} onChoose={setHandTo} />
    </ConfirmDialog>
  );
}

const roleIn = (text: string): StaffRole => staffRoles.find((role) => role === text) ?? "support";

function StaffRoleChoice(props: { chosen: StaffRole; onChoose?: (role: StaffRole) => void }) {
  const t = useTranslations("people.staff");
  const people = useTranslations("people");
  return (
    <RadioCards
      legend={people("role")}
      name="role"
      defaultValue={props.chosen}
      onValueChange={props.onChoose}
      options={staffRoles.map((role) => ({
        value: role,
        title: t(`roles.${role}`),
        description: t(`roleHints.${role}`),
      }))}
    />
  );
}
