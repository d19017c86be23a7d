"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { ManagedMember, MembersOverview } from "@/lib/features/people/members/read-members";

type SuccessionProps = {
  overview: Pick<MembersOverview, "members" | "successorId" | "mayChangePaymentAdministrator">;
  leaver: Pick<ManagedMember, "id" | "name">;
  isOwn: boolean;
  chosen: string;
  onChoose: (userId: string) => void;
};

/** Who becomes payment administrator when the present one leaves. Readers with permission can choose. */
export function Succession({ overview, leaver, isOwn, chosen, onChoose }: SuccessionProps) {
  const t = useTranslations("people.succession");
  const others = overview.members.filter(({ id }) => id !== leaver.id);
  const successor = others.find(({ id }) => id === overview.successorId);
  const says = isOwn ? t("yours") : t("theirs", { name: leaver.name });
  if (!overview.mayChangePaymentAdministrator)
    return (
      <p className="mt-3 font-medium text-ink">
        {says} {t("owner", { successor: successor?.name ?? "" })}
      </p>
    );
  return (
    <div className="mt-3 grid gap-3">
      <p className="font-medium text-ink">{says}</p>
      <Field label={t("choose")} hint={t("chooseHint")}>
        <Select
          value={chosen || overview.successorId}
          onValueChange={onChoose}
          options={others.map(({ id, name, email }) => ({ value: id, label: name, hint: email }))}
        />
      </Field>
    </div>
  );
}
