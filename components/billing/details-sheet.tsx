"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAct } from "@/components/patterns/use-act";
import { Button } from "@/components/ui/button";
import { TextInput } from "@/components/ui/text-input";
import type { BillingDetails } from "@/lib/domain/billing-details/billing-details";
import { useBillingActs } from "./acts";
import { AddressFields } from "./address-fields";
import { CountrySelect } from "./country-select";
import { useDoneToast } from "./use-done-toast";

const nothing: Omit<BillingDetails, "country"> = {
  companyName: "",
  postalCode: "",
  state: "",
  city: "",
  line1: "",
  line2: "",
  phone: "",
};

/** Company and address; the order of the address is that of its country. */
export function DetailsSheet({ details, label }: { details: BillingDetails | null; label: string }) {
  const t = useTranslations("billing.details");
  const locale = useLocale();
  const acts = useBillingActs();
  const act = useFormAct();
  const done = useDoneToast();
  const known = details ?? { ...nothing, country: locale === "ja" ? "JP" : "" };
  const [country, setCountry] = useState(known.country);
  return (
    <FormSheet
      trigger={<Button size="sm">{label}</Button>}
      title={t("title")}
      description={t("sheetLead")}
      submitLabel={useTranslations("common")("save")}
      onOpen={() => setCountry(known.country)}
      onSubmit={(value) =>
        act(
          () =>
            acts.saveBillingDetails({
              companyName: value("companyName"),
              country: value("country"),
              postalCode: value("postalCode"),
              state: value("state"),
              city: value("city"),
              line1: value("line1"),
              line2: value("line2"),
              phone: value("phone"),
            }),
          ({ synchronised }) => done(synchronised ? t("saved") : t("savedUnsynchronised")),
        )
      }
    >
      <FormField name="companyName" label={t("companyName")}>
        <TextInput defaultValue={known.companyName} autoComplete="organization" />
      </FormField>
      <FormField name="country" label={t("country")}>
        <CountrySelect value={country} onValueChange={setCountry} />
      </FormField>
      <AddressFields country={country} known={known} />
      <FormField name="phone" label={t("phone")} optional>
        <TextInput type="tel" defaultValue={known.phone} autoComplete="tel" />
      </FormField>
    </FormSheet>
  );
}
