"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { FormField, useFieldErrors } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { useFormAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import type { Result } from "@/lib/domain/errors";
import { type DueDayMoved, dueDayMoves, type PaymentTerms } from "@/lib/domain/payment-terms/payment-terms";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import type { setPaymentTerms } from "@/lib/features/payers/payment-terms/set-payment-terms";
import { paymentTermsText } from "@/lib/i18n/payment-terms-text";

type Save = ActionOf<typeof setPaymentTerms>;
type Props = { terms: PaymentTerms | null; mayChange: boolean; save: Save };
type Kind = PaymentTerms["kind"] | "asAgreed";

/** When a tenant pays what it is sent. */
export function PaymentTermsCard({ terms, mayChange, save }: Props) {
  const t = useTranslations("console.paymentTerms");
  const locale = useLocale();
  return (
    <Card
      title={t("title")}
      description={t("lead")}
      actions={mayChange && <PaymentTermsSheet terms={terms} save={save} />}
    >
      <KeyValueList>
        <KeyValue label={t("label")}>
          <span className="inline-block first-letter:uppercase">
            {terms ? paymentTermsText(terms, locale) : t("asAgreed")}
          </span>
        </KeyValue>
      </KeyValueList>
    </Card>
  );
}

function PaymentTermsSheet({ terms, save }: Omit<Props, "mayChange">) {
  const t = useTranslations("console.paymentTerms");
  const common = useTranslations("common");
  const runAction = useFormAction();
  const done = useDone();
  const [kind, setKind] = useState<Kind>(terms?.kind ?? "asAgreed");
  const [moved, setMoved] = useState<DueDayMoved>(terms?.moved ?? "after");
  return (
    <FormSheet
      trigger={<Button>{t("change")}</Button>}
      title={t("title")}
      description={t("lead")}
      submitLabel={common("save")}
      onOpen={() => {
        setKind(terms?.kind ?? "asAgreed");
        setMoved(terms?.moved ?? "after");
      }}
      onSubmit={(value) =>
        runAction(
          async () => onField(await save({ terms: entered(kind, moved, value("days")) })),
          () => done(common("saved")),
        )
      }
    >
      <Kinds kind={kind} onChange={setKind} />
      {kind === "days" && (
        <FormField name="days" label={t("numberOfDays")}>
          <TextInput
            inputMode="numeric"
            autoComplete="off"
            defaultValue={terms?.days ?? 30}
            className="figures"
          />
        </FormField>
      )}
      {kind !== "asAgreed" && (
        <FormField name="moved" label={t("moved")}>
          <Select
            value={moved}
            onValueChange={setMoved}
            options={dueDayMoves.map((value) => ({ value, label: t(`moves.${value}`) }))}
          />
        </FormField>
      )}
    </FormSheet>
  );
}

function Kinds({ kind, onChange }: { kind: Kind; onChange: (kind: Kind) => void }) {
  const t = useTranslations("console.paymentTerms");
  return (
    <RadioCards
      legend={t("label")}
      value={kind}
      onValueChange={(value) => onChange(value as Kind)}
      error={useFieldErrors("kind")}
      options={(["asAgreed", "days", "end_of_next_month"] as const).map((value) => ({
        value,
        title: t(value),
        description: t(`${value}Hint`),
      }))}
    />
  );
}

type Entered = Parameters<Save>[0] extends { terms: infer Terms } ? Terms : never;

/** What was typed as a number; what is none reaches the rule of its field. */
function entered(kind: Kind, moved: DueDayMoved, days: string): Entered {
  if (kind === "asAgreed") return null;
  if (kind === "days") return { kind, days: Number(days.normalize("NFKC") || Number.NaN), moved };
  return { kind, days: null, moved };
}

/** The form has one field for each part of the terms. */
function onField<Value>(result: Result<Value>): Result<Value> {
  if (result.ok) return result;
  const fields = result.refusal.fields?.map((one) => ({ ...one, field: one.field.replace(/^terms\./, "") }));
  return { ok: false, refusal: { ...result.refusal, fields } };
}
