import { useLocale, useTranslations } from "next-intl";
import { mauMonths } from "@/components/billing/overview/mau-months";
import { MonthBars } from "@/components/patterns/month-bars";
import { Stat } from "@/components/patterns/stat";
import { Disclosure } from "@/components/ui/disclosure";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import { formatUnitPrice, formatZone } from "@/lib/i18n/format";

/** This month's MAU as one number, twelve months beside it, and the rule of counting behind a question. */
export function MauPanel({ dashboard }: { dashboard: BillingDashboard }) {
  const t = useTranslations("billing");
  const locale = useLocale();
  const { mau, license } = dashboard;
  return (
    <div>
      <Stat
        label={t("license.mauThisMonth")}
        value={mau.users}
        maximum={license.isFree ? undefined : mau.maximum}
      />
      {license.excessMauUnitAmountMinor && mau.maximum !== null && (
        <p className="mt-1 text-ink-quiet text-sm">
          {t("mau.excess", {
            price: formatUnitPrice(license.excessMauUnitAmountMinor, license.currency, locale),
          })}
        </p>
      )}
      {mau.history.some(({ users }) => users > 0) ? (
        <MonthBars className="mt-5" label={t("mau.history")} months={mauMonths(mau)} maximum={mau.maximum} />
      ) : (
        <p className="my-3 text-ink-quiet text-sm">{t("mau.none")}</p>
      )}
      <Disclosure summary={t("mau.howCounted")} className="mt-1">
        <CountingRule zone={formatZone(dashboard.readAt, dashboard.tenant.timeZone, locale)} />
      </Disclosure>
    </div>
  );
}

/** How active users are counted: DASH-14 to DASH-16. */
export function CountingRule({ zone }: { zone: string }) {
  const t = useTranslations("billing.mau");
  return (
    <div className="grid gap-2.5 text-sm">
      <p>{t("definition")}</p>
      <dl className="grid gap-2">
        <Rule title={t("periodTitle")}>{t("period", { zone })}</Rule>
        <Rule title={t("activeTitle")}>{t("active")}</Rule>
        <Rule title={t("uniqueTitle")}>{t("unique")}</Rule>
      </dl>
    </div>
  );
}

function Rule({ title, children }: { title: string; children: string }) {
  return (
    <div>
      <dt className="font-medium text-ink">{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}
