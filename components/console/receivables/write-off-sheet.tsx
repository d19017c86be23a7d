"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import type { WriteOffCause } from "@/lib/domain/collection/write-off";
import type { Result } from "@/lib/domain/errors";
import { majorToMinor, minorToMajor } from "@/lib/domain/money/major-units";
import type { ReceivableRow } from "@/lib/features/console/receivables/read-receivable-rows";
import type { WrittenOff } from "@/lib/features/console/receivables/write-off-debt";
import { formatMoney } from "@/lib/i18n/format";

export type WriteOffAction = (
  slug: string,
  input: { stripeInvoiceId: string; cause: WriteOffCause; amountMinor?: string; reason: string },
) => Promise<Result<WrittenOff>>;

type WriteOffSheetProps = {
  tenant: { slug: string; name: string };
  currency: string;
  invoices: ReceivableRow["invoices"];
  /** What is offered first. */
  first?: WriteOffCause;
  writeOffDebt: WriteOffAction;
};

/** Gives up one invoice of a tenant, or what a bank kept of its transfer; the button names the amount. */
export function WriteOffSheet(props: WriteOffSheetProps) {
  const { tenant, currency, invoices, first = "unpaid", writeOffDebt } = props;
  const t = useTranslations("receivables.writeOff");
  const locale = useLocale();
  const runAction = useFormAction();
  const done = useDone();
  const [chosen, setChosen] = useState(invoices[0]?.id ?? "");
  const [cause, setCause] = useState(first);
  const [fee, setFee] = useState(
    first === "bank_fee" ? (minorToMajor(invoices[0]?.openMinor ?? "", currency) ?? "") : "",
  );
  const money = (minor: string) => formatMoney(minor, currency, locale);
  const invoice = invoices.find(({ id }) => id === chosen) ?? invoices[0];
  const feeMinor = majorToMinor(fee, currency);
  const given = cause === "unpaid" ? (invoice?.openMinor ?? "0") : feeMinor;
  return (
    // Above the link that covers the row.
    <span className="relative z-[1]">
      <FormSheet
        trigger={
          <Button size="sm" aria-label={t("of", { tenant: tenant.name })}>
            {t("button")}
          </Button>
        }
        title={t("title", { tenant: tenant.name })}
        description={t("lead")}
        danger
        submitLabel={t(cause === "unpaid" ? "submit" : "submitFee", { amount: given ? money(given) : "–" })}
        onSubmit={(value) =>
          runAction(
            () =>
              writeOffDebt(tenant.slug, {
                stripeInvoiceId: invoice?.id ?? "",
                cause,
                ...(cause === "bank_fee" ? { amountMinor: feeMinor ?? "" } : {}),
                reason: value("reason"),
              }),
            ({ number, amountMinor }) => done(t("done", { number, amount: money(amountMinor) })),
          )
        }
      >
        <FormField name="stripeInvoiceId" label={t("invoice")}>
          <Select
            value={invoice?.id ?? null}
            onValueChange={setChosen}
            options={invoices.map(({ id, number, openMinor }) => ({
              value: id,
              label: number ?? id,
              hint: t("open", { amount: money(openMinor) }),
            }))}
          />
        </FormField>
        <RadioCards
          legend={t("cause")}
          value={cause}
          onValueChange={setCause}
          options={[
            { value: "unpaid", title: t("unpaid"), description: t("unpaidHint") },
            { value: "bank_fee", title: t("bankFee"), description: t("bankFeeHint") },
          ]}
        />
        {cause === "bank_fee" && (
          <FormField name="amountMinor" label={t("amount", { currency })}>
            <TextInput
              inputMode="decimal"
              autoComplete="off"
              value={fee}
              onValueChange={setFee}
              className="figures"
            />
          </FormField>
        )}
        <FormField name="reason" label={t("reason")} hint={t("reasonHint")}>
          <TextInput autoComplete="off" maxLength={500} />
        </FormField>
      </FormSheet>
    </span>
  );
}
