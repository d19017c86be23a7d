"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAct } from "@/components/patterns/use-act";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/text-input";
import { useToast } from "@/components/ui/toast";
import type { QuoteView } from "@/lib/features/console/quotes/overview/read-quote";
import { useEffectWords } from "../effect-words";
import type { DeskQuoteActs } from "../quote-acts";

/** Turns a quote that was signed on paper into the license. */
export function PaperSheet(props: { quote: QuoteView; today: string; acts: DeskQuoteActs }) {
  const { quote, today, acts } = props;
  const t = useTranslations("quotes.acts");
  const router = useRouter();
  const toast = useToast();
  const act = useFormAct();
  const words = useEffectWords()({ document: quote.document, tenantName: quote.tenant.name, today });
  return (
    <FormSheet
      trigger={<Button variant="primary">{t("paper")}</Button>}
      title={t("paperTitle")}
      description={t("paperLead", { effect: words.sentences.join(" ") })}
      submitLabel={t("paperSubmit")}
      onSubmit={(value) =>
        act(
          () => acts.acceptOnPaper({ quoteId: quote.id, note: value("note") }),
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
