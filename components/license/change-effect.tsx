import { useLocale, useTranslations } from "next-intl";
import { useWithItsTaxes } from "@/components/billing/price-tax";
import { sentenceDay } from "@/components/billing/sentence-date";
import { Money } from "@/components/ui/money";
import { SumRow, Table, Td, Th } from "@/components/ui/table";
import type { NextChargeView } from "@/lib/features/license/charges/promise-view";
import type { ChangePreview } from "@/lib/features/license/plan-change/preview-change";
import { formatMoney } from "@/lib/i18n/format";
import { PromiseHead, PromiseLines, PromiseRow, PromiseTable } from "./promise-table";

type Props = { preview: ChangePreview };

/** The exact money: every line of the invoice that is made now, and what it comes to. Then the next regular charge. */
export function ChangeEffect({ preview }: Props) {
  const t = useTranslations("plans.change");
  const locale = useLocale();
  const { promise, kind, cardOnFile, next } = preview;
  if (!promise)
    return (
      <div className="grid gap-5">
        <section>
          <h3 className="mb-2 font-semibold">{t("effect")}</h3>
          <p className="font-medium">{t("nothingNow")}</p>
          <p className="mt-2 text-ink-soft">
            {kind === "same"
              ? t("sameSentence")
              : t("downgradeSentence", {
                  current: preview.currentPlanName[locale],
                  plan: preview.planName[locale],
                  date: sentenceDay(preview.effectiveOn, locale),
                })}
          </p>
        </section>
        {next && <NextCharge next={next} currency={preview.currency} />}
      </div>
    );
  if (preview.trialEnd)
    return (
      <div className="grid gap-5">
        <TrialEffect preview={preview} trialEnd={preview.trialEnd} />
        {next && <NextCharge next={next} currency={preview.currency} />}
      </div>
    );
  const due = formatMoney(promise.dueNowMinor, promise.currency, locale);
  return (
    <div className="grid gap-5">
      <section>
        <h3 className="mb-2 font-semibold">{t("effect")}</h3>
        <PromiseTable promise={promise} title={t("effect")} />
        <p className="mt-3 text-ink-soft text-sm">
          {!cardOnFile ? t("cardNeeded", { amount: due }) : promise.dueNowMinor !== "0" && t("cardOnFile")}
        </p>
      </section>
      {next && <NextCharge next={next} currency={preview.currency} />}
    </div>
  );
}

/** A trial that begins, or goes on with something else: nothing is due, and the card is for what follows. */
function TrialEffect({ preview, trialEnd }: Props & { trialEnd: string }) {
  const t = useTranslations("plans.change");
  const locale = useLocale();
  return (
    <section>
      <h3 className="mb-2 font-semibold">{t("effect")}</h3>
      <p className="font-medium">{t("nothingNow")}</p>
      <p className="mt-2 text-ink-soft">{t("trialSentence", { date: sentenceDay(trialEnd, locale) })}</p>
      <p className="mt-2 text-ink-soft text-sm">{t(preview.cardOnFile ? "trialCardOnFile" : "trialCard")}</p>
    </section>
  );
}

/** What is charged on the first day of the next period, folded down to its lines and its total. */
function NextCharge({ next, currency }: { next: NextChargeView; currency: string }) {
  const t = useTranslations("plans.change");
  const locale = useLocale();
  const withItsTaxes = useWithItsTaxes();
  const title = t("nextCharge", { date: sentenceDay(next.on, locale) });
  return (
    <section>
      <h3 className="mb-2 font-semibold">{title}</h3>
      <Table>
        <caption className="sr-only">{title}</caption>
        <PromiseHead />
        <tbody>
          <PromiseLines lines={next.lines} currency={currency} />
          {next.taxes.map((tax) => (
            <PromiseRow
              key={tax.key}
              label={t(tax.inclusive ? "taxIncluded" : "taxAdded", {
                name: tax.name[locale],
                percent: tax.percent,
              })}
              minor={tax.amountMinor}
              currency={currency}
            />
          ))}
          <SumRow>
            <Th scope="row">{withItsTaxes(t("nextTotal"), next.taxes)}</Th>
            <Td numeric>
              <Money minor={next.totalMinor} currency={currency} />
            </Td>
          </SumRow>
        </tbody>
      </Table>
    </section>
  );
}
