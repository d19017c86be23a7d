"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import type { ConsoleQuoteActions } from "@/components/console/quotes/quote-actions";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import type { QuoteView } from "@/lib/features/console/quotes/overview/read-quote";
import { dayText } from "@/lib/i18n/quotes/quote-text";

/** Sends the draft to the payment administrator, after saying what that does. */
export function SendButton({ quote, actions }: { quote: QuoteView; actions: ConsoleQuoteActions }) {
  const t = useTranslations("quotes.acts");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  const { name, email } = quote.payer;
  return (
    <ConfirmDialog
      trigger={<Button variant="primary">{t("sendTo", { name })}</Button>}
      title={t("sendTitle", { name })}
      confirmLabel={t("send")}
      onConfirm={() =>
        runAction(
          () => actions.sendQuote({ quoteId: quote.id, revision: quote.revision }),
          () => {
            toast({ title: t("sent", { name }) });
            router.refresh();
          },
        )
      }
    >
      <p>{t("sendBody", { name, email, date: dayText(quote.document.validUntil, locale) })}</p>
      {quote.replaces?.number && (
        <p className="mt-2">{t("sendReplaces", { number: quote.replaces.number })}</p>
      )}
    </ConfirmDialog>
  );
}
