"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useFormAct } from "@/components/patterns/use-act";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import type { QuoteView } from "@/lib/features/console/quotes/overview/read-quote";
import { dayText } from "@/lib/i18n/quotes/quote-text";
import type { DeskQuoteActs } from "../quote-acts";

/** Sends the draft to the payment administrator, after saying what that does. */
export function SendButton({ quote, acts }: { quote: QuoteView; acts: DeskQuoteActs }) {
  const t = useTranslations("quotes.acts");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const act = useFormAct();
  const { name, email } = quote.payer;
  return (
    <ConfirmDialog
      trigger={<Button variant="primary">{t("sendTo", { name })}</Button>}
      title={t("sendTitle", { name })}
      confirmLabel={t("send")}
      onConfirm={() =>
        act(
          () => acts.send({ quoteId: quote.id, revision: quote.revision }),
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
