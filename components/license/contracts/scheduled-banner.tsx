"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { sentenceEnd, sentenceStart } from "@/components/billing/sentence-date";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useFormAction } from "@/components/patterns/use-action";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import type { ContractsView } from "@/lib/features/license/contracts/agreement/read-contracts";
import { formatMoney, isMidnight } from "@/lib/i18n/format";
import type { ContractActions } from "./contract-actions";

type Props = { contracts: ContractsView; cancel: ContractActions["cancelScheduled"] | null };

/** A scheduled contract with its date. Staff can cancel it here. */
export function ScheduledBanner({ contracts, cancel }: Props) {
  const t = useTranslations("contracts.scheduled");
  const per = useTranslations("contracts.per");
  const terms = useTranslations("contractTerms.effect");
  const locale = useLocale();
  const { running, scheduled, timeZone } = contracts;
  if (scheduled) {
    const plan = scheduled.planName[locale];
    const { interval, fixedMinor, invoicedMinor, currency } = scheduled;
    const amount = formatMoney(invoicedMinor, currency, locale);
    const title = t("change", { date: sentenceStart(scheduled.startsAt, timeZone, locale), plan });
    return (
      <Banner title={title} action={cancel && <CancelButton cancel={cancel} what={title} />}>
        {invoicedMinor === fixedMinor ? per(interval, { amount }) : terms(interval, { amount })}
      </Banner>
    );
  }
  if (!running?.endingAt) return null;
  const title = t("end", {
    date: sentenceEnd(running.endingAt, timeZone, locale),
    wholeDay: isMidnight(running.endingAt, timeZone) ? "yes" : "no",
    plan: running.planName[locale],
  });
  return (
    <Banner tone="warning" title={title} action={cancel && <CancelButton cancel={cancel} what={title} />}>
      {t("endBody")}
    </Banner>
  );
}

function CancelButton({ cancel, what }: { cancel: ContractActions["cancelScheduled"]; what: string }) {
  const t = useTranslations("contracts.scheduled");
  const runAction = useFormAction();
  const toast = useToast();
  const router = useRouter();
  return (
    <ConfirmDialog
      trigger={<Button size="sm">{t("cancel")}</Button>}
      title={t("cancelTitle")}
      confirmLabel={t("cancelSubmit")}
      cancelLabel={t("keep")}
      onConfirm={() =>
        runAction<unknown>(cancel, () => {
          toast({ title: t("cancelled") });
          router.refresh();
        })
      }
    >
      {what}
    </ConfirmDialog>
  );
}
