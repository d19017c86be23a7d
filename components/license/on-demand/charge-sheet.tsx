"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { majorToMinor, typedDecimal } from "@/lib/domain/money/major-units";
import type { OnDemandChoices } from "@/lib/features/license/on-demand/on-demand-choices";
import { formatNumber, formatUnitPrice } from "@/lib/i18n/format";
import { atField } from "./at-field";
import { ChargeEffect } from "./charge-effect";
import type { OnDemandActions } from "./on-demand-card";

type ChargeSheetProps = { choices: OnDemandChoices } & Pick<
  OnDemandActions,
  "chargeOnDemand" | "previewOnDemand"
>;

/** Chosen in place of an item of the price list; no component has such a key. */
const free = "*";

/** Charges work by the price list, or an amount; says what that comes to before it is sent. */
export function ChargeSheet({ choices, chargeOnDemand, previewOnDemand }: ChargeSheetProps) {
  const t = useTranslations("onDemand.charge");
  const locale = useLocale();
  const runAction = useFormAction();
  const done = useDone();
  const { currency, items, hasNextInvoice } = choices;
  const [component, setComponent] = useState(items[0]?.component ?? free);
  const [typed, setTyped] = useState("");
  const [when, setWhen] = useState<"now" | "next_invoice">(hasNextInvoice ? "next_invoice" : "now");
  // The same id for every attempt to send one form: sent twice, it is one charge.
  const sending = useRef("");
  const item = items.find((one) => one.component === component);
  return (
    <FormSheet
      trigger={<Button variant="primary">{t("button")}</Button>}
      title={t("title")}
      description={t("lead")}
      submitLabel={t(when === "now" ? "submitNow" : "submitNext")}
      onOpen={() => {
        setTyped("");
        sending.current = `form-${crypto.randomUUID()}`;
      }}
      onSubmit={(value) =>
        runAction(
          async () =>
            atField(
              await chargeOnDemand({
                what: item
                  ? { component: item.component, quantity: typedDecimal(typed) }
                  : { amountMinor: majorToMinor(typed, currency) ?? "" },
                description: value("description"),
                reason: value("reason"),
                when,
                externalId: sending.current,
              }),
            ),
          () => done(t(when === "now" ? "doneNow" : "doneNext")),
        )
      }
    >
      {items.length > 0 && (
        <FormField name="component" label={t("what")}>
          <Select
            value={component}
            onValueChange={(next) => setComponent(next ?? free)}
            options={[
              ...items.map((one) => ({
                value: one.component,
                label: one.name[locale],
                hint: `${t("price", {
                  price: formatUnitPrice(one.unitAmountMinor, currency, locale),
                  unit: one.unit[locale],
                })}${
                  one.includedLeft === "0"
                    ? ""
                    : t("includedLeft", { left: formatNumber(one.includedLeft, locale) })
                }`,
              })),
              { value: free, label: t("free") },
            ]}
          />
        </FormField>
      )}
      <FormField
        name="amount"
        label={item ? t("quantityLabel", { unit: item.unit[locale] }) : t("amountLabel", { currency })}
        hint={item ? undefined : t("amountHint")}
      >
        <TextInput
          inputMode="decimal"
          autoComplete="off"
          value={typed}
          onValueChange={setTyped}
          className="figures"
        />
      </FormField>
      <FormField name="description" label={t("description")} hint={t("descriptionHint")}>
        <TextInput autoComplete="off" maxLength={200} />
      </FormField>
      <FormField name="reason" label={t("reason")} hint={t("reasonHint")}>
        <TextInput autoComplete="off" maxLength={500} />
      </FormField>
      <RadioCards
        legend={t("when")}
        value={when}
        onValueChange={setWhen}
        options={[
          {
            value: "next_invoice",
            title: t("nextInvoice"),
            description: t(hasNextInvoice ? "nextInvoiceHint" : "noNext"),
            disabled: !hasNextInvoice,
          },
          { value: "now", title: t("now"), description: t("nowHint") },
        ]}
      />
      <ChargeEffect
        choices={choices}
        item={item}
        typed={typed}
        when={when}
        previewOnDemand={previewOnDemand}
      />
    </FormSheet>
  );
}
