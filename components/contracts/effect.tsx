"use client";

import { useLocale, useTranslations } from "next-intl";
import { sentenceEnd, sentenceStart } from "@/components/billing/sentence-date";
import { refusalText, ruleText } from "@/components/patterns/refusal";
import { Money } from "@/components/ui/money";
import { SkeletonLines } from "@/components/ui/skeleton";
import type { ContractPreview } from "@/lib/features/contracts/preview";
import type { ContractsView } from "@/lib/features/contracts/read";
import { formatDateRange, formatMoney, isMidnight } from "@/lib/i18n/format";
import type { ShownPreview } from "./use-preview";

type Props = { preview: ShownPreview; contracts: ContractsView };

/** Exactly what the terms would do; what keeps them from being agreed stands in its place. */
export function Effect({ preview, contracts }: Props) {
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
      <p>
        {invoicing.by === "choba" ? t("byChoba", { days: invoicing.daysUntilDue ?? 0 }) : t("byDashboard")}
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
      {firstInvoice && (
        <dl className="grid gap-1.5 border-t pt-3">
          <dt className="font-medium">
            {t("firstInvoice")}
            <span className="figures block font-normal text-ink-quiet text-sm">
              {formatDateRange(firstInvoice.from, firstInvoice.until, timeZone, locale)}
            </span>
          </dt>
          {firstInvoice.lines.map((line) => (
            <Row key={line.name.en} label={line.name[locale]} minor={line.amountMinor} currency={currency} />
          ))}
          {firstInvoice.creditMinor !== "0" && (
            <Row label={t("credit")} minor={`-${firstInvoice.creditMinor}`} currency={currency} />
          )}
          <div className="double-rule font-semibold">
            <Row label={t("total")} minor={firstInvoice.totalMinor} currency={currency} />
          </div>
          <dd className="text-ink-quiet text-sm">{t("beforeTax")}</dd>
        </dl>
      )}
    </div>
  );
}

function Row({ label, minor, currency }: { label: string; minor: string; currency: string }) {
  return (
    <dd className="flex items-baseline justify-between gap-4">
      <span className="min-w-0">{label}</span>
      <span className="figures shrink-0">
        <Money minor={minor} currency={currency} />
      </span>
    </dd>
  );
}
