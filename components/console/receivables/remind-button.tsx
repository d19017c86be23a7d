"use client";

import { Mail } from "lucide-react";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useFormAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import { Money } from "@/components/ui/money";
import type { Result } from "@/lib/domain/errors";
import type { ReceivableRow } from "@/lib/features/console/receivables/read-receivable-rows";
import type { Reminded } from "@/lib/features/console/receivables/remind-payer";

export type RemindAction = (slug: string, input: { invoiceIds: string[] }) => Promise<Result<Reminded>>;

/** Mails the payer what is open, after showing which invoices the mail names. */
export function RemindButton({ row, remindPayer }: { row: ReceivableRow; remindPayer: RemindAction }) {
  const t = useTranslations("receivables.remind");
  const runAction = useFormAction();
  const done = useDone();
  const { tenant, invoices, canRemind } = row;
  if (!canRemind) return <span className="text-ink-quiet text-sm">{t("today")}</span>;
  return (
    // Above the link that covers the row.
    <span className="relative z-[1]">
      <ConfirmDialog
        trigger={
          <Button size="sm" icon={<Mail aria-hidden="true" />} aria-label={t("of", { tenant: tenant.name })}>
            {t("button")}
          </Button>
        }
        title={t("title", { tenant: tenant.name })}
        confirmLabel={t("send")}
        onConfirm={() =>
          runAction(
            () => remindPayer(tenant.slug, { invoiceIds: invoices.map(({ id }) => id) }),
            ({ sentTo }) => done(sentTo === null ? t("already") : t("sent", { email: sentTo })),
          )
        }
      >
        <p>{t("lead")}</p>
        <ul className="mt-3 grid gap-1">
          {invoices.map(({ id, number, openMinor, currency }) => (
            <li key={id} className="figures flex justify-between gap-4">
              <span className="min-w-0 truncate">{number ?? id}</span>
              <Money minor={openMinor} currency={currency} />
            </li>
          ))}
        </ul>
      </ConfirmDialog>
    </span>
  );
}
