"use client";

import { useLocale, useTranslations } from "next-intl";
import { NativeSelect } from "@/components/ui/native-select";
import { countriesByName } from "./countries";

type Props = { value: string; onValueChange: (code: string) => void };

/** Some 250 countries by their names in the reader's language. */
export function CountrySelect({ value, onValueChange }: Props) {
  const t = useTranslations("common");
  const locale = useLocale();
  return (
    <NativeSelect value={value} onValueChange={onValueChange} autoComplete="country">
      <option value="" disabled>
        {t("choose")}
      </option>
      {countriesByName(locale).map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </NativeSelect>
  );
}
