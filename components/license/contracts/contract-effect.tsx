"use client";

import { useLocale, useTranslations } from "next-intl";
import { sentenceEnd, sentenceStart } from "@/components/billing/sentence-date";
import { refusalText, ruleText } from "@/components/patterns/refusal";
import { Money } from "@/components/ui/money";
import { SkeletonLines } from "@/components/ui/skeleton";
import type { ContractPreview } from "@/lib/features/license/contracts/agreement/preview-contract";
import type { ContractsView } from "@/lib/features/license/contracts/agreement/read-contracts";
import { formatDateRange, formatMoney, formatNumber, isMidnight } from "@/lib/i18n/format";
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
      {firstInvoice && <FirstInvoice invoice={firstInvoice} currency={currency} timeZone={timeZone} />}
    </div>
  );
}

type FirstInvoiceProps = {
  invoice: NonNullable<ContractPreview["firstInvoice"]>;
  currency: string;
  timeZone: string;
};

/** Line by line what is asked for first: as Stripe's invoice will have it. */
function FirstInvoice({ invoice, currency, timeZone }: FirstInvoiceProps) {
  const t = useTranslations("contracts.effect");
  const terms = useTranslations("contractTerms.effect");
  const words = useTranslations("pricing.invoice");
  const locale = useLocale();
  const { discount, taxes, creditMinor } = invoice;
  const percent = (text: string) => `${formatNumber(text, locale)}%`;
  return (
    <dl className="grid gap-1.5 border-t pt-3">
      <dt className="font-medium">
        {t("firstInvoice")}
        <span className="figures block font-normal text-ink-quiet text-sm">
          {formatDateRange(invoice.from, invoice.until, timeZone, locale)}
        </span>
      </dt>
      {invoice.lines.map((line) => (
        <Row key={line.name.en} label={line.name[locale]} minor={line.amountMinor} currency={currency} />
      ))}
      {discount && (
        <Row
          label={
            discount.percent === null
              ? discount.name[locale]
              : words("withPercent", { name: discount.name[locale], percent: percent(discount.percent) })
          }
          minor={`-${discount.amountMinor}`}
          currency={currency}
        />
      )}
      {creditMinor !== "0" && <Row label={t("credit")} minor={`-${creditMinor}`} currency={currency} />}
      {taxes
        .filter(({ inclusive }) => !inclusive)
        .map((tax) => (
          <Row
            key={tax.key}
            label={words("withPercent", { name: tax.name[locale], percent: percent(tax.percent) })}
            minor={tax.amountMinor}
            currency={currency}
          />
        ))}
      <div className="double-rule font-semibold">
        <Row label={t("total")} minor={invoice.totalMinor} currency={currency} />
      </div>
      {taxes
        .filter(({ inclusive }) => inclusive)
        .map((tax) => (
          <div key={tax.key} className="text-ink-quiet text-sm">
            <Row
              label={words("contained", { name: tax.name[locale], percent: percent(tax.percent) })}
              minor={tax.amountMinor}
              currency={currency}
            />
          </div>
        ))}
      <dd className="text-ink-quiet text-sm">{terms(taxes.length > 0 ? "withoutUsage" : "withoutTax")}</dd>
    </dl>
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
