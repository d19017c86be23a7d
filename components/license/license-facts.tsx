import { useLocale, useTranslations } from "next-intl";
import { useWithTax } from "@/components/billing/price-tax";
import { sentenceDate } from "@/components/billing/sentence-date";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { DateText } from "@/components/ui/date-text";
import { Meter } from "@/components/ui/meter";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import { formatMoney, formatNumber } from "@/lib/i18n/format";

/** Type, period, price and limits (DASH-6 to DASH-12): hard limits on Free, the MAU maximum on paid licenses. */
export function LicenseFacts({ dashboard }: { dashboard: BillingDashboard }) {
  const t = useTranslations("billing.license");
  const locale = useLocale();
  const withTax = useWithTax();
  const { license, tenant } = dashboard;
  const { limits, use, price, interval } = license;
  const inZone = { timeZone: tenant.timeZone };
  return (
    <KeyValueList>
      <KeyValue label={t("type")}>
        <span className="flex flex-wrap items-baseline gap-x-2.5">
          <span className="font-semibold text-2xl tracking-tight">{license.planName[locale]}</span>
          {interval && <span className="text-ink-quiet">{t(`intervals.${interval}`)}</span>}
        </span>
      </KeyValue>
      <KeyValue label={t("period")} figures>
        {license.periodEnd ? (
          <>
            <DateText at={license.periodStart} {...inZone} /> –{" "}
            <DateText at={license.periodEnd} {...inZone} edge="end" />
          </>
        ) : (
          t("noEnd")
        )}
        <PeriodNote dashboard={dashboard} />
      </KeyValue>
      {price && interval && (
        <KeyValue label={t("price")} figures>
          {t(interval === "month" ? "perMonth" : "perYear", {
            amount: withTax(formatMoney(price.amountMinor, price.currency, locale)),
          })}
        </KeyValue>
      )}
      {license.isFree ? (
        <>
          <HardLimit label={t("maximumRps")} used={use.registeredRps} maximum={limits.registeredRps} />
          <HardLimit label={t("maximumUsers")} used={use.registeredUsers} maximum={limits.registeredUsers} />
        </>
      ) : (
        <KeyValue label={t("maximumMaus")} figures>
          {limits.monthlyActiveUsers === null
            ? t("unlimited")
            : formatNumber(limits.monthlyActiveUsers, locale)}
        </KeyValue>
      )}
    </KeyValueList>
  );
}

function HardLimit({ label, used, maximum }: { label: string; used: number; maximum: number | null }) {
  const t = useTranslations("billing.license");
  const locale = useLocale();
  return (
    <KeyValue label={label} figures>
      <span className="flex flex-wrap items-baseline gap-x-3">
        <span>{maximum === null ? t("unlimited") : formatNumber(maximum, locale)}</span>
        <span className="text-ink-quiet text-sm">{t("used", { used: formatNumber(used, locale) })}</span>
      </span>
      {maximum !== null && (
        <Meter label={label} value={used} maximum={maximum} className="mt-1.5 mb-1 w-44 max-w-full" />
      )}
    </KeyValue>
  );
}

/** What happens at the period's end, in one sentence. */
function PeriodNote({ dashboard }: { dashboard: BillingDashboard }) {
  const t = useTranslations("billing.license");
  const locale = useLocale();
  const { license, reservation, tenant } = dashboard;
  const date = (at: string) => sentenceDate(at, tenant.timeZone, locale);
  const note = () => {
    if (license.isFree)
      return license.ended
        ? t("lastPaid", { plan: license.ended.planName[locale], date: date(license.ended.at) })
        : null;
    if (!license.periodEnd || tenant.salesModel === "sales_led") return t("managedBySales");
    if (license.state === "renewal_stopped") return t("endsOn", { date: date(license.periodEnd) });
    if (license.state !== "active") return t("dueNow");
    if (reservation)
      return t("changesOn", {
        date: date(reservation.effectiveAt),
        plan: reservation.planName[locale],
      });
    return t("renewsOn", { date: date(license.periodEnd) });
  };
  const text = note();
  return text && <span className="block text-ink-quiet text-sm">{text}</span>;
}
