"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFieldErrors } from "@/components/patterns/action-form";
import { Chip } from "@/components/ui/chip";
import { Field } from "@/components/ui/field";
import { RadioCards } from "@/components/ui/radio-cards";
import { TextInput } from "@/components/ui/text-input";
import type { MemberView } from "@/lib/features/people/members/list-members";

/** From this many members on, they can be searched. */
const searchFrom = 8;

/** One member, sent as `userId`; the present payment administrator is chosen at first. */
export function MemberChoice({ people }: { people: readonly MemberView[] }) {
  const t = useTranslations("billing.administrator");
  const errors = useFieldErrors("userId");
  const [chosen, setChosen] = useState(people.find((person) => person.isPaymentAdministrator)?.id);
  const [words, setWords] = useState("");
  const wanted = words.trim().toLowerCase();
  // The chosen member stays in the list, so that the reader sees who will be sent.
  const shown = people.filter(
    ({ id, name, email }) => id === chosen || `${name} ${email}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      {people.length >= searchFrom && (
        <Field label={t("search")}>
          <TextInput
            type="search"
            value={words}
            onValueChange={setWords}
            autoComplete="off"
            prefix={<Search />}
          />
        </Field>
      )}
      <RadioCards
        legend={t("members")}
        name="userId"
        value={chosen}
        onValueChange={setChosen}
        error={errors}
        options={shown.map((person) => ({
          value: person.id,
          title: person.name,
          description: person.email,
          aside: person.isPaymentAdministrator && <Chip>{t("present")}</Chip>,
        }))}
      />
      {shown.length === 0 && <p className="text-ink-quiet">{t("nobody")}</p>}
    </>
  );
}
