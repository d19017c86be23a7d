"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { TextInput } from "@/components/ui/text-input";
import type { DifferenceReport } from "@/lib/features/console/ledger/list-differences";

type Asked = Pick<DifferenceReport, "month" | "currency" | "currencies">;

/** Which month and currency the report is of. A plain form: the address keeps it, and it works before scripts. */
export function ReportFilter({ month, currency, currencies }: Asked) {
  const t = useTranslations("ledger.report");
  return (
    <form method="get" className="flex flex-wrap items-end gap-4">
      <Field label={t("month")} name="month">
        <TextInput type="month" defaultValue={month} />
      </Field>
      <Field label={t("currency")} name="currency">
        <NativeSelect defaultValue={currency ?? ""}>
          <option value="">{t("all")}</option>
          {currencies.map((code) => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Button type="submit" variant="secondary">
        {t("show")}
      </Button>
    </form>
  );
}
