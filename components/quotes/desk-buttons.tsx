"use client";

import { Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useButtonAct, useFormAct } from "@/components/patterns/use-act";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { Textarea } from "@/components/ui/text-input";
import { useToast } from "@/components/ui/toast";
import type { QuoteView } from "@/lib/features/quotes/read";
import { dayText } from "@/lib/i18n/quotes/paper";
import { useEffectWords } from "./effect-words";
import type { DeskQuoteActs } from "./quote-acts";

type Props = { quote: QuoteView; today: string; acts: DeskQuoteActs };

/** What the desk can do with a quote in its present state; one primary act at most. */
export function DeskButtons({ quote, today, acts }: Props) {
  const t = useTranslations("quotes.acts");
  const { state, may } = quote;
  const base = `/console/tenants/${quote.tenant.slug}/quotes`;
  if (!may.manage) return null;
  return (
    <>
      {(state === "draft" || state === "sent") && <WithdrawButton quote={quote} acts={acts} />}
      {state === "draft" && (
        <LinkButton href={`${base}/${quote.id}/edit`} icon={<Pencil aria-hidden="true" />}>
          {t("edit")}
        </LinkButton>
      )}
      {["sent", "expired", "declined", "withdrawn"].includes(state) && quote.document.number && (
        <ReviseButton quote={quote} acts={acts} />
      )}
      {may.turnIntoLicense && <PaperSheet quote={quote} today={today} acts={acts} />}
      {state === "draft" && quote.tenant.isSalesLed && <SendButton quote={quote} acts={acts} />}
    </>
  );
}

type PartProps = Pick<Props, "quote" | "acts">;

function SendButton({ quote, acts }: PartProps) {
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

function WithdrawButton({ quote, acts }: PartProps) {
  const t = useTranslations("quotes.acts");
  const router = useRouter();
  const toast = useToast();
  const act = useFormAct();
  const isDraft = quote.state === "draft";
  return (
    <ConfirmDialog
      trigger={<Button>{t(isDraft ? "discard" : "withdraw")}</Button>}
      title={t(isDraft ? "discardTitle" : "withdrawTitle")}
      confirmLabel={t(isDraft ? "discard" : "withdraw")}
      cancelLabel={t("keep")}
      danger
      onConfirm={() =>
        act(
          () => acts.withdraw({ quoteId: quote.id }),
          () => {
            toast({ title: t("withdrawn") });
            router.refresh();
          },
        )
      }
    >
      {t(isDraft ? "discardBody" : "withdrawBody")}
    </ConfirmDialog>
  );
}

function ReviseButton({ quote, acts }: PartProps) {
  const t = useTranslations("quotes.acts");
  const router = useRouter();
  const { pending, run } = useButtonAct();
  return (
    <Button
      pending={pending}
      onClick={() =>
        run(
          () => acts.revise({ quoteId: quote.id }),
          ({ quoteId }) => router.push(`/console/tenants/${quote.tenant.slug}/quotes/${quoteId}/edit`),
        )
      }
    >
      {t("revise")}
    </Button>
  );
}

function PaperSheet({ quote, today, acts }: Props) {
  const t = useTranslations("quotes.acts");
  const router = useRouter();
  const toast = useToast();
  const act = useFormAct();
  const words = useEffectWords()({ document: quote.document, tenantName: quote.tenant.name, today });
  return (
    <FormSheet
      trigger={<Button>{t("paper")}</Button>}
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
