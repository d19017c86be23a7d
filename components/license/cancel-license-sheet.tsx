"use client";

import { CalendarCheck, Undo2, Wallet } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useBillingActions } from "@/components/billing/billing-actions";
import { blockOf } from "@/components/billing/block";
import { BlockBanner } from "@/components/billing/block-banner";
import { sentenceDate } from "@/components/billing/sentence-date";
import { useDoneToast } from "@/components/billing/use-done-toast";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Button, type ButtonProps } from "@/components/ui/button";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";

type Props = { dashboard: BillingDashboard; onDone?: () => void } & Pick<ButtonProps, "block">;

/** Stops the automatic renewal; says until when the license can be used and that it can be taken back. */
export function CancelLicenseSheet({ dashboard, onDone, block: wide }: Props) {
  const t = useTranslations("billing");
  const locale = useLocale();
  const actions = useBillingActions();
  const runAction = useFormAction();
  const done = useDoneToast();
  const { license, tenant } = dashboard;
  const plan = license.planName[locale];
  const isTrial = license.state === "trial";
  const blocked = blockOf(dashboard);
  // A failed payment prevents changes of the license, but not its cancellation.
  const block = blocked === "payment_due" ? null : blocked;
  return (
    <FormSheet
      trigger={<Button block={wide}>{t("license.cancel")}</Button>}
      title={t("cancelLicense.title", { plan })}
      description={t(isTrial ? "cancelLicense.trialLead" : "cancelLicense.lead")}
      submitLabel={t("cancelLicense.submit")}
      closeLabel={t("cancelLicense.keep")}
      notReady={block !== null}
      onSubmit={() =>
        runAction(actions.stopRenewal, ({ confirmed }) => {
          done(t("cancelLicense.stopped"), confirmed);
          onDone?.();
        })
      }
    >
      {block && <BlockBanner block={block} dashboard={dashboard} here />}
      <ul className="grid gap-3.5">
        {license.periodEnd && (
          <Point icon={<CalendarCheck />}>
            <strong className="font-medium">
              {t("cancelLicense.until", {
                plan,
                date: sentenceDate(license.periodEnd, tenant.timeZone, locale),
              })}
            </strong>{" "}
            {t("cancelLicense.after")}
          </Point>
        )}
        <Point icon={<Wallet />}>
          {t(isTrial ? "cancelLicense.trialNoCharge" : "cancelLicense.noCharge")}
        </Point>
        <Point icon={<Undo2 />}>{t("cancelLicense.undo")}</Point>
      </ul>
    </FormSheet>
  );
}

function Point({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex gap-3">
      <span aria-hidden="true" className="mt-0.5 text-ink-quiet [&_svg]:size-[1.125rem]">
        {icon}
      </span>
      <span>{children}</span>
    </li>
  );
}
