"use client";

import { useLocale, useTranslations } from "next-intl";
import { sentenceEnd, sentenceStart } from "@/components/billing/sentence-date";
import { PromiseTable } from "@/components/license/promise-table";
import { refusalText, ruleText } from "@/components/patterns/refusal";
import { SkeletonLines } from "@/components/ui/skeleton";
import type { ContractPreview } from "@/lib/features/license/contracts/agreement/preview-contract";
import type { ContractsView } from "@/lib/features/license/contracts/agreement/read-contracts";
import { formatMoney, isMidnight } from "@/lib/i18n/format";
import { paymentTermsText } from "@/lib/i18n/payment-terms-text";
import { formatDays } from "@/lib/i18n/promise/days";
import type { ShownPreview } from "./use-contract-preview";

type Props = { preview: ShownPreview; contracts: ContractsView };

/** What the terms would do, or why they cannot be agreed. */
export function ContractEffect({ preview, contracts }: Props) {
  const t = useTranslations("contracts.effect");
  const errors = useTranslations("errors");
  const { shown, refusal, isOld, failed } = preview;
  return (
    <div aria-busy={isOld} aria-live="polite">
      <h3 className="mb-3 font-semibold">{t("title")}</h3>
      {shown ? (
        <Sentences preview={shown} contracts={contracts} />
      ) : refusal ? (
        <div className="grid gap-1.5 text-ink-soft">
          {refusal.code === "invalid_input" ? (
            <>
              <p>{t("notYet")}</p>
              <ul className="list-disc pl-5">
                {[...new Set(refusal.fields?.map((field) => ruleText(errors, field)))].map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </>
          ) : (
            <p>{refusalText(errors, refusal)}</p>
          )}
        </div>
      ) : failed ? (
        <p className="text-ink-soft">{errors("notSent")}</p>
      ) : (
        <SkeletonLines count={4} />
      )}
    </div>
  );
}

function Sentences({ preview, contracts }: { preview: ContractPreview; contracts: ContractsView }) {
  const t = useTranslations("contracts.effect");
  const terms = useTranslations("contractTerms");
  const locale = useLocale();
  const { timeZone } = contracts;
  const { firstInvoice, invoicing, currency, endsAt } = preview;
  const plan = preview.planName[locale];
  const amount = formatMoney(preview.fixedMinor, currency, locale);
  return (
    <div className="grid gap-3">
      <p className="font-medium">
        {preview.when === "now"
          ? t("now", { plan })
          : t("from", { plan, date: sentenceStart(preview.startsAt, timeZone, locale) })}
      </p>
      {preview.when === "past" && <p className="text-ink-soft">{t("past")}</p>}
      {preview.when === "later" && (
        <p className="text-ink-soft">{t("until", { held: preview.heldName[locale] })}</p>
      )}
      <p>{t(preview.interval === "month" ? "perMonth" : "perYear", { amount })}</p>
      {preview.invoicedMinor !== preview.fixedMinor && (
        <p>
          {terms(`effect.${preview.interval}`, {
            amount: formatMoney(preview.invoicedMinor, currency, locale),
          })}
        </p>
      )}
      {preview.discountMonths !== null && <p>{terms("effect.months", { months: preview.discountMonths })}</p>}
      <p>
        {invoicing.by !== "choba"
          ? t("byDashboard")
          : invoicing.daysUntilDue === null
            ? t("byCard")
            : invoicing.terms
              ? t("byChobaWithTerms", { terms: paymentTermsText(invoicing.terms, locale) })
              : t("byChoba", { days: invoicing.daysUntilDue })}
      </p>
      <p>
        {!endsAt
          ? t("openEnded")
          : preview.atEnd === "renew"
            ? t("renews", { date: sentenceStart(endsAt, timeZone, locale) })
            : t("ends", {
                date: sentenceEnd(endsAt, timeZone, locale),
                wholeDay: isMidnight(endsAt, timeZone) ? "yes" : "no",
              })}
      </p>
      {preview.misfits.length > 0 && (
        <ul className="grid gap-1 text-warn">
          {preview.misfits.map(({ limit, used, maximum }) => (
            <li key={limit}>{t(`misfits.${limit as "registeredRps"}`, { used, maximum })}</li>
          ))}
        </ul>
      )}
      {firstInvoice && <FirstInvoice invoice={firstInvoice} />}
    </div>
  );
}

/** Line by line what is asked for first, as the invoice will have it. */
function FirstInvoice({ invoice }: { invoice: NonNullable<ContractPreview["firstInvoice"]> }) {
  const t = useTranslations("contracts.effect");
  const terms = useTranslations("contractTerms.effect");
  const locale = useLocale();
  const { promise, span } = invoice;
  return (
    <section className="border-t pt-3">
      <h4 className="mb-2 font-medium">
        {t("firstInvoice")}
        <span className="figures block font-normal text-ink-quiet text-sm">{formatDays(span, locale)}</span>
      </h4>
      <PromiseTable promise={promise} title={t("firstInvoice")} />
      <p className="mt-3 text-ink-quiet text-sm">
        {terms(promise.taxes.length > 0 ? "withoutUsage" : "withoutTax")}
      </p>
    </section>
  );
}
