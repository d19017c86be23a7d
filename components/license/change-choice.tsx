import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AllPricesTax, useWithItsTaxes, useWithTax } from "@/components/billing/price-tax";
import { sentenceDay } from "@/components/billing/sentence-date";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Banner } from "@/components/ui/banner";
import { addDays, daysBetween } from "@/lib/domain/time/day-span";
import type { PlanOption } from "@/lib/features/billing/dashboard/plan-options";
import type { ChangePreview } from "@/lib/features/license/plan-change/preview-change";
import { formatMoney, formatNumber, formatUnitPrice } from "@/lib/i18n/format";
import { chargeSentences } from "@/lib/i18n/pricing";

type Props = { preview: ChangePreview; option: PlanOption | null; children?: ReactNode };

/** What was chosen: plan, from when, how it renews, what excess costs, and what will not fit. */
export function ChangeChoice({ preview, option, children }: Props) {
  const t = useTranslations("plans");
  const locale = useLocale();
  const withItsTaxes = useWithItsTaxes();
  const { kind, planName, currentPlanName, next, promise, trialEnd, noTrial } = preview;
  const plan = planName[locale];
  const current = currentPlanName[locale];
  return (
    <div className="grid gap-5">
      <KeyValueList>
        <KeyValue label={t("change.plan")}>
          {plan === current ? plan : t("change.fromTo", { current, plan })}
        </KeyValue>
        <KeyValue label={t("change.interval")}>
          {preview.interval === "month" ? t("monthly") : t("yearly")}
        </KeyValue>
        {kind !== "same" && (
          <KeyValue label={t("change.begins")} figures>
            {kind === "downgrade"
              ? sentenceDay(preview.effectiveOn, locale)
              : t(trialEnd ? "change.atOnce" : "change.now")}
          </KeyValue>
        )}
        {trialEnd && promise && (
          <KeyValue label={t("change.trial")} figures>
            {t("change.trialValue", {
              days: daysBetween(promise.day, trialEnd),
              date: sentenceDay(addDays(trialEnd, -1), locale),
            })}
          </KeyValue>
        )}
        {next && (
          <KeyValue label={t(trialEnd ? "change.firstPayment" : "change.renewal")} figures>
            {t("change.renewalValue", {
              amount: withItsTaxes(formatMoney(next.totalMinor, preview.currency, locale), next.taxes),
              date: sentenceDay(next.on, locale),
            })}
          </KeyValue>
        )}
      </KeyValueList>
      {noTrial && kind !== "downgrade" && (
        <p className="text-ink-soft">{t(`change.noTrial.${noTrial}`, { plan })}</p>
      )}
      {children}
      <Excess preview={preview} option={option} />
      {preview.misfits.length > 0 && (
        <Banner tone="warning" title={t("change.misfits.title", { plan })}>
          <ul className="grid gap-1">
            {preview.misfits.map(({ limit, used, maximum }) => (
              <li key={limit}>
                {t(`change.misfits.${limit}`, {
                  used: formatNumber(used, locale),
                  maximum: formatNumber(maximum, locale),
                })}
              </li>
            ))}
          </ul>
        </Banner>
      )}
    </div>
  );
}

function Excess({ preview, option }: Pick<Props, "preview" | "option">) {
  const t = useTranslations("plans.change");
  const locale = useLocale();
  const withTax = useWithTax();
  const charges = option ? chargeSentences(option.definition, preview.interval, locale) : [];
  const perUser = preview.excessMauUnitAmountMinor;
  if (charges.length > 1 || !perUser)
    return (
      <>
        {charges.map((sentence) => (
          <p key={sentence} className="text-ink-soft">
            {sentence}
          </p>
        ))}
        {charges.length > 0 && <AllPricesTax />}
      </>
    );
  const price = withTax(formatUnitPrice(perUser, preview.currency, locale));
  const maximum = option?.limits.monthlyActiveUsers;
  return (
    <p className="text-ink-soft">
      {maximum === null || maximum === undefined
        ? t("excessUnlimited", { price })
        : t("excess", { maximum: formatNumber(maximum, locale), price })}
    </p>
  );
}
