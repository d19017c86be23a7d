import { useLocale, useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import type { BillingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";
import { useBillingActions } from "./billing-actions";
import type { Block } from "./block";
import { sentenceDate } from "./sentence-date";

type Props = {
  block: Block;
  dashboard: BillingDashboard;
  /** The banner is on the dashboard itself, so it needs no link. */
  here?: boolean;
};

/** Says why the license cannot be changed now, with a link to the page that settles it. */
export function BlockBanner({ block, dashboard, here }: Props) {
  const t = useTranslations("plans.blocks");
  const locale = useLocale();
  const { billingHref } = useBillingActions();
  const { reservation, order, license, tenant } = dashboard;
  const at = reservation?.effectiveAt ?? license.periodEnd;
  const values = {
    plan: (reservation ?? order ?? license).planName[locale],
    date: at ? sentenceDate(at, tenant.timeZone, locale) : "–",
  };
  const isSettledOnDashboard = block !== "not_allowed" && block !== "sales_led" && block !== "stripe_off";
  return (
    <Banner
      tone={isSettledOnDashboard ? "warning" : "info"}
      title={t(`${block}.title`, values)}
      action={
        isSettledOnDashboard &&
        !here && (
          <LinkButton size="sm" href={billingHref}>
            {t("toDashboard")}
          </LinkButton>
        )
      }
    >
      {t(`${block}.body`, values)}
    </Banner>
  );
}
