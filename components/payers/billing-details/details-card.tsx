"use client";

import { useLocale, useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Banner } from "@/components/ui/banner";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { addressForm } from "@/lib/domain/billing-details/address/address-form";
import type { BillingDetails } from "@/lib/domain/billing-details/billing-details";
import {
  agrees,
  commonStanding,
  type EnteredFrom,
  type MissingPart,
  needsConfirmation,
} from "@/lib/domain/billing-details/field-standing";
import { type DetailField, detailFields, textOf, valuesOf } from "@/lib/domain/billing-details/fields";
import { dayOf } from "@/lib/domain/time/calendar";
import type { BillingDetailsState } from "@/lib/features/payers/billing-details/billing-details-view";
import { useAddressPartName } from "./address-fields";
import { Conflicts } from "./conflicts";
import { DetailsSheet } from "./details-sheet";
import { FieldValue } from "./field-value";
import { CommonProvenance, ConfirmButton, Provenance } from "./provenance";

type Props = {
  details: BillingDetails | null;
  state: BillingDetailsState;
  timeZone: string;
  /** Staff see who entered each field. The tenant sees it only where somebody else did. */
  forConsole?: boolean;
};

/** Shown even while empty: what invoices usually carry. */
const usual: readonly DetailField[] = ["companyName", "address", "phone", "email", "taxIds"];

/** Who and where stands on the invoices, who entered it, and what waits for a decision. */
export function DetailsCard({ details, state, timeZone, forConsole }: Props) {
  const t = useTranslations("billingDetails");
  const { may, missing } = state;
  return (
    <Card
      id="billing-details"
      title={t("title")}
      description={t(forConsole ? "leadDesk" : "lead")}
      actions={
        <>
          {details && <StripeChip stripe={state.stripe} />}
          {may.edit && (
            <DetailsSheet details={details} label={t(details ? "edit" : "enter")} withMemo={may.editMemo} />
          )}
        </>
      }
    >
      {details ? (
        <>
          <Conflicts conflicts={state.conflicts} details={details} timeZone={timeZone} mayDecide={may.edit} />
          {missing.length > 0 && <Missing missing={missing} country={details.country} />}
          <Fields details={details} state={state} timeZone={timeZone} forConsole={forConsole} />
        </>
      ) : (
        <p className="text-ink-soft">{t(may.edit ? "missing" : "missingReader")}</p>
      )}
    </Card>
  );
}

function Fields({ details, state, timeZone, forConsole }: Props & { details: BillingDetails }) {
  const t = useTranslations("billingDetails.fields");
  const words = useTranslations("billingDetails.provenance");
  const values = valuesOf(details);
  const isShown = (field: DetailField) =>
    field === "memo"
      ? state.may.seeMemo && details.memo !== ""
      : usual.includes(field) || textOf(field, values[field]) !== "";
  const shown = detailFields.filter(isShown).map((field) => ({
    field,
    standing: state.standing.find((entry) => entry.field === field),
    isEmpty: textOf(field, values[field]) === "",
  }));
  const standings = shown.flatMap(({ standing }) => standing ?? []);
  const day = (at: string) => dayOf(new Date(at), timeZone);
  const most = commonStanding(standings, day);
  const ofOthers = (from: EnteredFrom) => forConsole || from === "sales" || from === "stripe";
  const common = most && ofOthers(most.from) ? most : null;
  return (
    <>
      {common && (
        <CommonProvenance
          standing={common}
          timeZone={timeZone}
          isForAll={standings.every((standing) => agrees(common, standing, day))}
        />
      )}
      <KeyValueList>
        {shown.map(({ field, standing, isEmpty }) => {
          // When one sentence covers most fields, every field that differs says who entered it.
          const own = standing && (common ? !agrees(common, standing, day) : ofOthers(standing.from));
          const confirms = standing && !own && state.may.confirm && needsConfirmation(standing);
          return (
            <KeyValue
              key={field}
              label={t(field)}
              action={
                confirms && <ConfirmButton standings={[standing]} label={words("confirm")} about={t(field)} />
              }
            >
              {isEmpty && !own ? null : (
                <>
                  <FieldValue field={field} value={values[field]} verifications={state.taxIdVerifications} />
                  {own && (
                    <Provenance
                      standing={standing}
                      timeZone={timeZone}
                      mayConfirm={state.may.confirm}
                      name={t(field)}
                    />
                  )}
                </>
              )}
            </KeyValue>
          );
        })}
      </KeyValueList>
    </>
  );
}

function Missing({ missing, country }: { missing: readonly MissingPart[]; country: string }) {
  const t = useTranslations("billingDetails");
  const locale = useLocale();
  const partName = useAddressPartName(addressForm(country));
  const names = missing.map((part) => {
    if (part === "companyName") return t("fields.companyName");
    return part === "country" ? t("parts.country") : partName(part);
  });
  return (
    <Banner
      tone="warning"
      className="mb-5"
      title={t("incomplete", { parts: new Intl.ListFormat(locale).format(names) })}
    />
  );
}

function StripeChip({ stripe }: { stripe: BillingDetailsState["stripe"] }) {
  const t = useTranslations("billingDetails.stripe");
  if (stripe === "no_customer") return null;
  const tone = { synchronised: "good", pending: "info", refused: "bad" } as const;
  return <Chip tone={tone[stripe]}>{t(stripe)}</Chip>;
}
