"use client";

import { Plus, Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { Button, IconButton } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/native-select";
import { TextInput } from "@/components/ui/text-input";
import type { TaxId } from "@/lib/domain/billing-details/tax-ids/tax-id";
import { taxIdKinds } from "@/lib/domain/billing-details/tax-ids/tax-id-kinds";
import { taxIdTypesOf } from "@/lib/domain/billing-details/tax-ids/tax-id-types-of";
import { countryName } from "./countries";
import { useTaxIdTypeName } from "./use-tax-id-type-name";

export type TaxIdRow = TaxId & { key: number };

/** As many as Stripe prints. */
const most = 5;

type Props = { rows: readonly TaxIdRow[]; onRows: (rows: TaxIdRow[]) => void; country: string };

/** The tax ids one by one: what kind, and the number. The kinds of the address's country come first. */
export function TaxIdFields({ rows, onRows, country }: Props) {
  const t = useTranslations("billingDetails.tax");
  const add = () => {
    const key = Math.max(-1, ...rows.map((row) => row.key)) + 1;
    onRows([...rows, { key, type: taxIdTypesOf(country)[0] ?? "", value: "" }]);
  };
  return (
    <>
      {rows.map((row, index) => (
        <div key={row.key} className="grid gap-3 rounded-lg border p-3">
          <FormField name={`taxIds.${index}.type`} label={t("kind")}>
            <KindSelect
              type={row.type}
              country={country}
              onType={(type) => onRows(rows.map((other) => (other === row ? { ...row, type } : other)))}
            />
          </FormField>
          <div className="flex items-end gap-2">
            <FormField name={`taxIds.${index}.value`} label={t("number")} className="flex-1">
              <TextInput
                defaultValue={row.value}
                placeholder={taxIdKinds[row.type]?.example}
                className="figures"
              />
            </FormField>
            <IconButton
              label={t("remove")}
              icon={<Trash2 />}
              onClick={() => onRows(rows.filter((other) => other !== row))}
            />
          </div>
        </div>
      ))}
      {rows.length < most && (
        <div>
          <Button size="sm" icon={<Plus aria-hidden="true" />} onClick={add}>
            {t("add")}
          </Button>
        </div>
      )}
    </>
  );
}

function KindSelect({
  type,
  country,
  onType,
}: {
  type: string;
  country: string;
  onType: (type: string) => void;
}) {
  const t = useTranslations("billingDetails.tax");
  const locale = useLocale();
  const nameOf = useTaxIdTypeName();
  const own = taxIdTypesOf(country);
  const others = Object.keys(taxIdKinds)
    .filter((other) => !own.includes(other))
    .map((other) => {
      const [only = "", second] = taxIdKinds[other]?.countries ?? [];
      return { type: other, place: second ? t("europeanUnion") : countryName(only, locale) };
    })
    .sort((one, other) => one.place.localeCompare(other.place, locale));
  return (
    <NativeSelect defaultValue={type} onValueChange={onType}>
      {own.length > 0 && (
        <optgroup label={countryName(country, locale)}>
          {own.map((other) => (
            <option key={other} value={other}>
              {nameOf(other)}
            </option>
          ))}
        </optgroup>
      )}
      <optgroup label={t("elsewhere")}>
        {own.length === 0 && <option value="">{t("choose")}</option>}
        {others.map((other) => (
          <option key={other.type} value={other.type}>
            {other.place}: {nameOf(other.type)}
          </option>
        ))}
      </optgroup>
    </NativeSelect>
  );
}
