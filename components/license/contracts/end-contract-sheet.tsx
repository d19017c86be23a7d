"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { RadioCards } from "@/components/ui/radio-cards";
import { Textarea, TextInput } from "@/components/ui/text-input";
import { useToast } from "@/components/ui/toast";
import type { ContractsView } from "@/lib/features/license/contracts/agreement/read-contracts";
import type { ContractActions } from "./contract-actions";

/** Ends the running contract, now or on a day: the tenant is on Free from then on. */
export function EndContractSheet({
  contracts,
  actions,
}: {
  contracts: ContractsView;
  actions: ContractActions;
}) {
  const t = useTranslations("contracts.end");
  const words = useTranslations("contracts");
  const locale = useLocale();
  const runAction = useFormAction();
  const toast = useToast();
  const router = useRouter();
  const [when, setWhen] = useState<"now" | "at">("at");
  const { running } = contracts;
  if (!running) return null;
  const isInvoiced = running.invoicing.by === "choba";
  return (
    <FormSheet
      trigger={<Button>{t("open")}</Button>}
      title={t("title", { plan: running.planName[locale] })}
      description={t("lead")}
      submitLabel={t(`submit.${when}`)}
      closeLabel={t("keep")}
      danger={when === "now"}
      onOpen={() => setWhen("at")}
      onSubmit={(value) =>
        runAction<unknown>(
          () => actions.endContract({ at: when === "now" ? null : value("at"), reason: value("reason") }),
          () => {
            toast({ title: t(`done.${when}`) });
            router.refresh();
          },
        )
      }
    >
      <RadioCards
        legend={t("when")}
        value={when}
        onValueChange={setWhen}
        options={[
          { value: "at", title: t("at"), description: t("atHint") },
          { value: "now", title: t("now"), description: t("nowHint") },
        ]}
      />
      {when === "at" && (
        <FormField name="at" label={t("atField")} hint={words("zone", { zone: contracts.timeZone })}>
          <TextInput type="date" className="figures" />
        </FormField>
      )}
      <FormField name="reason" label={t("reason")} hint={t("reasonHint")}>
        <Textarea rows={2} />
      </FormField>
      {isInvoiced && <p className="text-ink-soft">{t("credit")}</p>}
    </FormSheet>
  );
}
