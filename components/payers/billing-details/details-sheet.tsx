"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea, TextInput } from "@/components/ui/text-input";
import { useToast } from "@/components/ui/toast";
import { type BillingDetails, emptyBillingDetails } from "@/lib/domain/billing-details/billing-details";
import { AddressFields } from "./address-fields";
import { useBillingDetailsActions } from "./billing-details-actions";
import { CountrySelect } from "./country-select";
import { changesOf, enteredIn } from "./entered-in";
import { TaxIdFields, type TaxIdRow } from "./tax-id-fields";

type Props = { details: BillingDetails | null; label: string; withMemo: boolean };

const rowsOf = ({ taxIds }: BillingDetails): TaxIdRow[] => taxIds.map((taxId, key) => ({ ...taxId, key }));

/** All billing details in one form. Only what was changed in it is sent, so a colleague's change meanwhile stays. */
export function DetailsSheet({ details, label, withMemo }: Props) {
  const t = useTranslations("billingDetails");
  const locale = useLocale();
  const actions = useBillingDetailsActions();
  const runAction = useFormAction();
  const toast = useToast();
  const start = details ?? { ...emptyBillingDetails, country: locale === "ja" ? "JP" : "" };
  // The details as they were when the form was opened. The page around it is read again all the time.
  const [before, setBefore] = useState(details);
  const [known, setKnown] = useState(start);
  const [country, setCountry] = useState(start.country);
  const [rows, setRows] = useState(rowsOf(start));

  function open() {
    setBefore(details);
    setKnown(start);
    setCountry(start.country);
    setRows(rowsOf(start));
  }

  return (
    <FormSheet
      trigger={<Button size="sm">{label}</Button>}
      title={t("title")}
      description={t("sheetLead")}
      submitLabel={useTranslations("common")("save")}
      onOpen={open}
      onSubmit={async (value) => {
        const changes = changesOf(before, enteredIn(value, rows.length, known, withMemo));
        const answer = await runAction(
          () => actions.saveBillingDetails(changes),
          ({ synchronised }) => toast({ title: synchronised ? t("saved") : t("savedUnsynchronised") }),
        );
        return { ...answer, fieldErrors: withListErrors(answer.fieldErrors) };
      }}
    >
      <Part title={t("sections.company")}>
        <FormField name="companyName" label={t("fields.companyName")}>
          <TextInput defaultValue={known.companyName} autoComplete="organization" />
        </FormField>
        <FormField name="department" label={t("fields.department")} optional>
          <TextInput defaultValue={known.department} />
        </FormField>
        <FormField name="contactPerson" label={t("fields.contactPerson")} optional>
          <TextInput defaultValue={known.contactPerson} autoComplete="name" />
        </FormField>
      </Part>
      <Part title={t("sections.address")}>
        <FormField name="country" label={t("parts.country")}>
          <CountrySelect value={country} onValueChange={setCountry} />
        </FormField>
        <AddressFields country={country} known={known} />
      </Part>
      <Part title={t("sections.contact")}>
        <FormField name="phone" label={t("fields.phone")} optional>
          <TextInput type="tel" defaultValue={known.phone} autoComplete="tel" />
        </FormField>
        <FormField name="email" label={t("fields.email")} hint={t("hints.email")} optional>
          <TextInput type="email" defaultValue={known.email} autoComplete="email" />
        </FormField>
        <FormField name="ccEmails" label={t("fields.ccEmails")} hint={t("hints.ccEmails")} optional>
          <TextInput defaultValue={known.ccEmails.join(", ")} inputMode="email" />
        </FormField>
      </Part>
      <Part title={t("sections.tax")}>
        <TaxIdFields rows={rows} onRows={setRows} country={country} />
      </Part>
      <Part title={t("sections.invoice")}>
        <FormField name="invoiceLanguage" label={t("fields.invoiceLanguage")}>
          <NativeSelect defaultValue={known.invoiceLanguage}>
            <option value="">{t("languages.none")}</option>
            <option value="ja">{t("languages.ja")}</option>
            <option value="en">{t("languages.en")}</option>
          </NativeSelect>
        </FormField>
        <FormField name="poNumber" label={t("fields.poNumber")} optional>
          <TextInput defaultValue={known.poNumber} />
        </FormField>
        <FormField name="paymentTermsDays" label={t("parts.days")} optional>
          <TextInput
            defaultValue={known.paymentTermsDays?.toString() ?? ""}
            inputMode="numeric"
            className="figures"
          />
        </FormField>
        <FormField name="paymentTerms" label={t("fields.paymentTerms")} optional>
          <TextInput defaultValue={known.paymentTerms} placeholder={t("hints.paymentTerms")} />
        </FormField>
      </Part>
      {withMemo && (
        <Part title={t("sections.internal")}>
          <FormField name="memo" label={t("fields.memo")} hint={t("hints.memo")} optional>
            <Textarea defaultValue={known.memo} rows={3} />
          </FormField>
        </Part>
      )}
    </FormSheet>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="border-t pt-4 first-of-type:border-t-0 first-of-type:pt-0">
      <legend className="float-left mb-3 w-full font-semibold">{title}</legend>
      <div className="clear-both grid gap-4">{children}</div>
    </fieldset>
  );
}

type FieldErrors = Readonly<Record<string, readonly string[] | undefined>>;

/** What is wrong with one address of a list is said at the one field in which the list is typed. */
function withListErrors(errors: FieldErrors = {}): FieldErrors {
  const ofList = Object.entries(errors).filter(([field]) => field.startsWith("ccEmails."));
  if (ofList.length === 0) return errors;
  return { ...errors, ccEmails: [...new Set(ofList.flatMap(([, messages]) => messages ?? []))] };
}
