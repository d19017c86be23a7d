"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";

type Asked = { tenant: string; event: string; charge: string };

/** What is to be followed. Plain forms: the address keeps it, and they work before scripts. */
export function ExplainForms({ asked }: { asked: Asked }) {
  const t = useTranslations("troubleshooting.form");
  const typed = { autoComplete: "off", spellCheck: false } as const;
  return (
    <div className="grid gap-5 lg:grid-cols-2">
      <SearchCard title={t("ofEvent")}>
        <Field label={t("tenant")} name="tenant" hint={t("tenantHint")}>
          <TextInput defaultValue={asked.tenant} {...typed} />
        </Field>
        <Field label={t("event")} name="event">
          <TextInput defaultValue={asked.event} {...typed} />
        </Field>
      </SearchCard>
      <SearchCard title={t("ofCharge")}>
        <Field label={t("charge")} name="charge" hint={t("chargeHint")}>
          <TextInput defaultValue={asked.charge} {...typed} />
        </Field>
      </SearchCard>
    </div>
  );
}

function SearchCard({ title, children }: { title: string; children: ReactNode }) {
  const t = useTranslations("troubleshooting.form");
  return (
    <Card title={title}>
      <search>
        <form method="get" className="grid gap-4">
          {children}
          <Button type="submit" icon={<Search aria-hidden="true" />} className="justify-self-end">
            {t("show")}
          </Button>
        </form>
      </search>
    </Card>
  );
}
