"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { FormField } from "@/components/patterns/action-form";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { FormSheet } from "@/components/patterns/form-sheet";
import { useFormAction } from "@/components/patterns/use-action";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { Textarea } from "@/components/ui/text-input";
import { useToast } from "@/components/ui/toast";
import type { QuoteView } from "@/lib/features/console/quotes/overview/read-quote";
import { formatDate } from "@/lib/i18n/format";
import { dayText } from "@/lib/i18n/quotes/quote-text";
import type { AnswerActions } from "./quote-actions";
import { QuoteStateChip } from "./quote-state-chip";
import { useEffectWords } from "./use-effect-words";

type Props = { quote: QuoteView; today: string; actions: AnswerActions };

/** Beside the quote: what accepting does and the answer, or what has become of it. */
export function AnswerCard({ quote, today, actions }: Props) {
  const t = useTranslations("quotes.answer");
  const locale = useLocale();
  const { sentences } = useEffectWords()({
    document: quote.document,
    tenantName: quote.tenant.name,
    today,
  });
  const { state, may, obstacle } = quote;
  const base = `/t/${quote.tenant.slug}`;
  return (
    <Card title={t("title")} emphasis="lead" actions={<QuoteStateChip state={state} />}>
      <div className="grid gap-4">
        {state === "sent" ? (
          <>
            {obstacle ? (
              <Banner tone="warning" title={t(`obstacle.${obstacle}`)} />
            ) : (
              <p className="font-medium">{t("open", { date: dayText(quote.document.validUntil, locale) })}</p>
            )}
            <ul className="grid gap-1.5 text-ink-soft">
              {sentences.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
            {may.answer ? (
              <div className="grid gap-2">
                {!obstacle && <AcceptButton quote={quote} today={today} actions={actions} />}
                <DeclineSheet quote={quote} actions={actions} />
              </div>
            ) : (
              <p className="text-ink-quiet text-sm">{t("others", { name: quote.payer.name })}</p>
            )}
          </>
        ) : (
          <EndedWords quote={quote} />
        )}
        {state === "accepted" && (
          <LinkButton href={`${base}/billing`} variant="primary" block>
            {t("seeLicense")}
          </LinkButton>
        )}
        {quote.replacedBy?.number && (
          <LinkButton
            href={`${base}/quotes/${quote.replacedBy.id}`}
            variant={state === "replaced" ? "primary" : "secondary"}
            block
          >
            {t("seeNewer")}
          </LinkButton>
        )}
      </div>
    </Card>
  );
}

function EndedWords({ quote }: { quote: QuoteView }) {
  const t = useTranslations("quotes.answer.states");
  const locale = useLocale();
  const { state, document, history, tenant } = quote;
  if (state === "sent") return null;
  const last = history.at(-1);
  const isAnswer = state === "accepted" || state === "declined";
  return (
    <p>
      {t(state, {
        name: last?.actorName ?? "",
        date:
          isAnswer && last
            ? formatDate(last.at, tenant.timeZone, locale, "long")
            : dayText(document.validUntil, locale),
      })}
    </p>
  );
}

function AcceptButton({ quote, today, actions }: Props) {
  const t = useTranslations("quotes.answer");
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  const { amount, sentences } = useEffectWords()({
    document: quote.document,
    tenantName: quote.tenant.name,
    today,
  });
  return (
    <ConfirmDialog
      trigger={
        <Button variant="primary" block>
          {t("accept")}
        </Button>
      }
      title={t("acceptTitle", { number: quote.document.number ?? "" })}
      confirmLabel={t("acceptConfirm", { amount })}
      onConfirm={() =>
        runAction(
          () => actions.acceptQuote({ quoteId: quote.id }),
          () => {
            toast({ title: t("accepted") });
            router.refresh();
          },
        )
      }
    >
      <ul className="grid gap-1.5">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </ConfirmDialog>
  );
}

function DeclineSheet({ quote, actions }: Pick<Props, "quote" | "actions">) {
  const t = useTranslations("quotes.answer");
  const router = useRouter();
  const toast = useToast();
  const runAction = useFormAction();
  return (
    <FormSheet
      trigger={<Button block>{t("decline")}</Button>}
      title={t("declineTitle", { number: quote.document.number ?? "" })}
      description={t("declineLead")}
      submitLabel={t("declineSubmit")}
      onSubmit={(value) =>
        runAction(
          () => actions.declineQuote({ quoteId: quote.id, reason: value("reason") }),
          () => {
            toast({ title: t("declined") });
            router.refresh();
          },
        )
      }
    >
      <FormField name="reason" label={t("reason")} hint={t("reasonHint")} optional>
        <Textarea rows={4} maxLength={500} />
      </FormField>
    </FormSheet>
  );
}
