"use client";

import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import { Textarea, TextInput } from "@/components/ui/text-input";
import type { Seller } from "@/lib/domain/seller/seller";
import type { saveSeller } from "@/lib/features/foundation/seller/save-seller";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";

type SellerSheetProps = { seller: Seller; save: ActionOf<typeof saveSeller> };
type Part = "name" | "address" | "bankDetails" | "invoiceFooter";

/** Changes what documents and mails say of the seller. */
export function SellerSheet({ seller, save }: SellerSheetProps) {
  const t = useTranslations("seller");
  const common = useTranslations("common");
  const runAction = useFormAction();
  const done = useDone();
  return (
    <FormSheet
      trigger={<Button>{t("change")}</Button>}
      title={t("who")}
      description={t("otherLanguage")}
      submitLabel={t("save")}
      onSubmit={(value) => {
        const both = (part: Part) => ({ en: value(`${part}.en`), ja: value(`${part}.ja`) });
        return runAction(
          () =>
            save({
              name: both("name"),
              address: both("address"),
              phone: value("phone"),
              registrationNumber: value("registrationNumber"),
              bankDetails: both("bankDetails"),
              invoiceFooter: both("invoiceFooter"),
              mail: { name: value("mail.name"), address: value("mail.address") },
            }),
          () => done(common("saved")),
        );
      }}
    >
      <InBoth part="name" text={seller.name} />
      <InBoth part="address" text={seller.address} rows={3} />
      <FormField name="phone" label={t("phone")} optional>
        <TextInput type="tel" autoComplete="off" defaultValue={seller.phone} className="figures" />
      </FormField>
      <FormField
        name="registrationNumber"
        label={t("registrationNumber")}
        hint={t("registrationNumberHint")}
        optional
      >
        <TextInput
          autoComplete="off"
          spellCheck={false}
          defaultValue={seller.registrationNumber}
          className="figures"
        />
      </FormField>
      <InBoth part="bankDetails" text={seller.bankDetails} rows={3} hint={t("bankDetailsHint")} />
      <InBoth part="invoiceFooter" text={seller.invoiceFooter} rows={3} />
      <FormField name="mail.name" label={t("mailName")} optional>
        <TextInput autoComplete="off" defaultValue={seller.mail.name} />
      </FormField>
      <FormField name="mail.address" label={t("mailAddress")} hint={t("mailAddressHint")} optional>
        <TextInput type="email" autoComplete="off" defaultValue={seller.mail.address} />
      </FormField>
    </FormSheet>
  );
}

type InBothProps = { part: Part; text: { en: string; ja: string }; rows?: number; hint?: string };

/** One text in English and in Japanese; of one line, or of `rows`. */
function InBoth({ part, text, rows, hint }: InBothProps) {
  const t = useTranslations("seller");
  const labels = { en: t("inEnglish", { what: t(part) }), ja: t("inJapanese", { what: t(part) }) };
  return (["ja", "en"] as const).map((language) => (
    <FormField key={language} name={`${part}.${language}`} label={labels[language]} hint={hint} optional>
      {rows ? (
        <Textarea rows={rows} lang={language} defaultValue={text[language]} />
      ) : (
        <TextInput autoComplete="off" lang={language} defaultValue={text[language]} />
      )}
    </FormField>
  ));
}
