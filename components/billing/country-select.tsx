"use client";

import { Field } from "@base-ui/react/field";
import { useLocale, useTranslations } from "next-intl";
import { controlStyle } from "@/components/ui/control-style";
import { countriesByName } from "./countries";

type Props = { value: string; onValueChange: (code: string) => void };

/** The browser's own list: with some 250 entries it is the one that can be typed into and scrolled on every device. */
export function CountrySelect({ value, onValueChange }: Props) {
  const t = useTranslations("common");
  const locale = useLocale();
  return (
    <Field.Control
      value={value}
      onValueChange={onValueChange}
      className={controlStyle}
      render={
        <select autoComplete="country">
          <option value="" disabled>
            {t("choose")}
          </option>
          {countriesByName(locale).map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      }
    />
  );
}
