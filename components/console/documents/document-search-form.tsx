"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { TextInput } from "@/components/ui/text-input";
import { TextLink } from "@/components/ui/text-link";

type SearchFields = Record<"from" | "to" | "least" | "most" | "currency" | "payer", string>;

/** Days, amounts and payer, all of which a document must fit. It is an ordinary form: its address can be kept. */
export function DocumentSearchForm({ search, currencies }: { search: SearchFields; currencies: string[] }) {
  const t = useTranslations("documentArchive");
  return (
    <search aria-label={t("search")}>
      <form method="get" action="/console/documents">
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-6">
          <Field name="from" label={t("fields.from")}>
            <TextInput type="date" defaultValue={search.from} className="figures" />
          </Field>
          <Field name="to" label={t("fields.to")}>
            <TextInput type="date" defaultValue={search.to} className="figures" />
          </Field>
          <Field name="least" label={t("fields.least")}>
            <TextInput
              inputMode="decimal"
              autoComplete="off"
              defaultValue={search.least}
              className="figures"
            />
          </Field>
          <Field name="most" label={t("fields.most")}>
            <TextInput
              inputMode="decimal"
              autoComplete="off"
              defaultValue={search.most}
              className="figures"
            />
          </Field>
          <Field name="currency" label={t("fields.currency")}>
            <NativeSelect defaultValue={search.currency}>
              <option value="">{t("anyCurrency")}</option>
              {currencies.map((currency) => (
                <option key={currency} value={currency}>
                  {currency}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <Field name="payer" label={t("fields.payer")}>
            <TextInput autoComplete="off" defaultValue={search.payer} />
          </Field>
        </div>
        <div className="mt-4 flex flex-wrap items-center gap-4">
          <Button type="submit" icon={<Search />}>
            {t("search")}
          </Button>
          <TextLink href="/console/documents">{t("clear")}</TextLink>
          <span className="text-ink-quiet text-sm">{t("hint")}</span>
        </div>
      </form>
    </search>
  );
}
