import { useLocale, useTranslations } from "next-intl";
import { useWithItsTaxes, useWithTax } from "@/components/billing/price-tax";
import { sentenceDate, sentenceDay } from "@/components/billing/sentence-date";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { DateText } from "@/components/ui/date-text";
import { Meter } from "@/components/ui/meter";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import type { LicenseCoupon } from "@/lib/features/license/coupons/license-coupons";
import { formatMoney, formatNumber, formatPercent } from "@/lib/i18n/format";

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
      {dashboard.coupons.map((coupon) => (
        <CouponFact key={coupon.code} coupon={coupon} />
      ))}
      {license.seats && (
        <KeyValue label={t("seats")} figures>
          {formatNumber(license.seats.held, locale)}
          <span className={license.seats.inUse > license.seats.held ? "text-warn" : "text-ink-quiet text-sm"}>
            {" "}
            {t(license.seats.inUse > license.seats.held ? "seatsTooFew" : "seatsInUse", {
              used: formatNumber(license.seats.inUse, locale),
            })}
          </span>
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

/** Which coupon lowers the license, and until when. */
function CouponFact({ coupon: { name, value, lastDay, holds } }: { coupon: LicenseCoupon }) {
  const t = useTranslations("billing.license");
  const locale = useLocale();
  const note = !holds
    ? t("couponPaused")
    : lastDay === null
      ? t("couponWithoutEnd")
      : t("couponUntil", { date: sentenceDay(lastDay, locale) });
  return (
    <KeyValue label={t("coupon")} figures>
      {value.type === "percent"
        ? t("couponPercent", {
            name: name[locale],
            percent: formatPercent(Number(value.percent) / 100, locale, 4),
          })
        : t("couponAmount", {
            name: name[locale],
            amount: formatMoney(value.amountMinor, value.currency, locale),
          })}
      <span className="block text-ink-quiet text-sm">{note}</span>
    </KeyValue>
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
  const withItsTaxes = useWithItsTaxes();
  const { afterTrial } = dashboard;
  const date = (at: string) => sentenceDate(at, tenant.timeZone, locale);
  const note = () => {
    if (license.isFree)
      return license.ended
        ? t("lastPaid", { plan: license.ended.planName[locale], date: date(license.ended.at) })
        : null;
    if (!license.periodEnd || tenant.salesModel === "sales_led") return t("managedBySales");
    if (license.state === "renewal_stopped" && license.trialEnd)
      return t("trialEnds", { date: date(license.trialEnd) });
    if (license.state === "renewal_stopped") return t("endsOn", { date: date(license.periodEnd) });
    if (afterTrial)
      return t("trialThen", {
        plan: afterTrial.planName[locale],
        date: sentenceDay(afterTrial.charge.on, locale),
        amount: withItsTaxes(
          formatMoney(afterTrial.charge.totalMinor, license.currency, locale),
          afterTrial.charge.taxes,
        ),
      });
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
