"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ConsoleQuoteActions } from "@/components/console/quotes/quote-actions";
import { useEffectWords } from "@/components/console/quotes/use-effect-words";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/text-input";
import { useToast } from "@/components/ui/toast";
import type { QuoteView } from "@/lib/features/console/quotes/overview/read-quote";

type Props = {
  quote: QuoteView;
  today: string;
  actions: ConsoleQuoteActions;
  variant: "primary" | "secondary";
};

/** Accepts a quote that the customer has signed on paper. */
export function AcceptOnPaperSheet({ quote, today, actions, variant }: Props) {
  const t = useTranslations("quotes.acts");
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  const words = useEffectWords()({ document: quote.document, tenantName: quote.tenant.name, today });
  return (
    <FormSheet
      trigger={<Button variant={variant}>{t("paper")}</Button>}
      title={t("paperTitle")}
      description={t("paperLead", { effect: words.sentences.join(" ") })}
      submitLabel={t("paperSubmit")}
      onSubmit={(value) =>
        runAction(
          () => actions.acceptQuoteOnPaper({ quoteId: quote.id, note: value("note") }),
          () => {
            toast({ title: t("turned") });
            router.refresh();
          },
        )
      }
    >
      <FormField name="note" label={t("paperNote")} hint={t("paperNoteHint")}>
        <Textarea rows={3} maxLength={500} />
      </FormField>
    </FormSheet>
  );
}
