import { useLocale, useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import type { OpenDispute } from "@/lib/features/billing/disputes/open-disputes";
import { formatDate, formatMoney } from "@/lib/i18n/format";

type OpenDisputesProps = { disputes: readonly OpenDispute[]; timeZone: string };

/** A banner for each payment that is disputed and not decided, with the way to where it is answered. */
export function OpenDisputes({ disputes, timeZone }: OpenDisputesProps) {
  const t = useTranslations("disputes");
  const reasons = useTranslations("activity.values");
  const locale = useLocale();
  const reasonOf = (reason: string) => {
    const key = reason as Parameters<typeof reasons>[0];
    return reasons.has(key) ? reasons(key) : reason;
  };
  return disputes.map(({ id, amountMinor, currency, reason, inReview, answerBy, dashboardUrl }) => (
    <Banner
      key={id}
      tone={inReview ? "warning" : "danger"}
      title={t("banner", { amount: formatMoney(amountMinor, currency, locale), reason: reasonOf(reason) })}
      action={
        dashboardUrl && (
          <LinkButton href={dashboardUrl} external>
            {inReview ? t("look") : t("answer")}
          </LinkButton>
        )
      }
    >
      {inReview
        ? t("bannerInReview")
        : answerBy
          ? t("bannerAnswerBy", { date: formatDate(answerBy, timeZone, locale, "dateTime") })
          : t("bannerNoAnswer")}
    </Banner>
  ));
}
