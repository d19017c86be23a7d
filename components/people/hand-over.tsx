"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { StaffView } from "@/lib/features/people/staff/list-staff";

const nobody = "nobody";

type HandOverProps = {
  person: StaffView;
  staff: readonly StaffView[];
  chosen: string;
  onChoose: (userId: string) => void;
};

/** Who looks after the tenants of a sales rep who goes. Nothing where there are none. */
export function HandOver({ person, staff, chosen, onChoose }: HandOverProps) {
  const t = useTranslations("people.staff");
  if (person.tenants === 0) return null;
  const reps = staff.filter(({ id, role }) => role === "sales" && id !== person.id);
  return (
    <Field label={t("handTo", { count: person.tenants })} hint={t("handHint")} className="mt-4">
      <Select
        value={chosen || nobody}
        onValueChange={(value) => onChoose(value === nobody ? "" : value)}
        options={[
          { value: nobody, label: t("nobody") },
          ...reps.map(({ id, name, email }) => ({ value: id, label: name, hint: email })),
        ]}
      />
    </Field>
  );
}
