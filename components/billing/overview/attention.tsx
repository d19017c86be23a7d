import { useLocale, useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import { formatDate } from "@/lib/i18n/format";

type AttentionProps = {
  dashboard: BillingDashboard;
  /** Where what is due can be settled. */
  billingHref?: string;
};

/** The most urgent thing to know about the license, if there is one. */
export function Attention({ dashboard, billingHref }: AttentionProps) {
  const t = useTranslations("overview");
  const locale = useLocale();
  const { license, reservation, order, tenant } = dashboard;
  const on = (instant: string) => formatDate(instant, tenant.timeZone, locale, "long");

  if (license.state === "payment_failed" || license.state === "authentication_needed")
    return (
      <Banner
        tone={license.state === "payment_failed" ? "danger" : "warning"}
        title={t(`attention.${license.state}.title`)}
        action={billingHref && <LinkButton href={billingHref}>{t("open")}</LinkButton>}
      >
        {t(`attention.${license.state}.body`)}
      </Banner>
    );
  if (order)
    return (
      <Banner
        title={t("attention.order", { plan: order.planName[locale] })}
        action={billingHref && <LinkButton href={billingHref}>{t("open")}</LinkButton>}
      />
    );
  if (reservation)
    return (
      <Banner
        title={t("attention.reservation", {
          date: on(reservation.effectiveAt),
          plan: reservation.planName[locale],
        })}
      />
    );
  if (license.state === "renewal_stopped" && license.periodEnd)
    return (
      <Banner tone="warning" title={t("attention.renewal_stopped", { date: on(license.periodEnd) })}>
        {t("attention.renewal_stopped_body")}
      </Banner>
    );
  return null;
}
