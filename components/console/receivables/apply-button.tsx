"use client";

import { useLocale, useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useFormAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import type { Result } from "@/lib/domain/errors";
import type { UnappliedCredit } from "@/lib/features/console/receivables/list-unapplied";
import { formatMoney } from "@/lib/i18n/format";

export type ApplyAction = (slug: string, input: { stripeInvoiceId: string }) => Promise<Result<null>>;

type ApplyButtonProps = {
  credit: UnappliedCredit;
  invoice: UnappliedCredit["covers"][number];
  applyBalance: ApplyAction;
};

/** Pays one open invoice with what lies on the customer's balance. */
export function ApplyButton({ credit, invoice, applyBalance }: ApplyButtonProps) {
  const t = useTranslations("receivables.unapplied");
  const locale = useLocale();
  const runAction = useFormAction();
  const done = useDone();
  const amount = formatMoney(invoice.openMinor, credit.currency, locale);
  const label = t("apply", { invoice: invoice.number, amount });
  return (
    <ConfirmDialog
      trigger={<Button size="sm">{label}</Button>}
      title={t("applyTitle", { invoice: invoice.number })}
      confirmLabel={label}
      onConfirm={() =>
        runAction(
          () => applyBalance(credit.tenant.slug, { stripeInvoiceId: invoice.id }),
          () => done(t("applied", { invoice: invoice.number })),
        )
      }
    >
      {t("applyLead", { amount, tenant: credit.tenant.name })}
    </ConfirmDialog>
  );
}
