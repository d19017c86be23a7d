import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { Spinner } from "@/components/ui/spinner";
import { formatMoney } from "@/lib/i18n/format";
import { useBillingActions } from "./billing-actions";
import { DiscardButton } from "./discard-button";
import type { Notice, NoticeAction } from "./notices";
import { PortalButton } from "./portal-button";
import { sentenceDate } from "./sentence-date";

type Props = {
  notice: Notice;
  timeZone: string;
  /** For readers without rights the text asks for nothing. */
  forReader: boolean;
};

/** One notice in words, with what can be done about it. */
export function NoticeBanner({ notice, timeZone, forReader }: Props) {
  const t = useTranslations("billing.notices");
  const locale = useLocale();
  const values = {
    plan: notice.plan?.[locale] ?? "",
    current: notice.current?.[locale] ?? "",
    amount: notice.amount ? formatMoney(notice.amount.minor, notice.amount.currency, locale) : "",
    date: notice.date ? sentenceDate(notice.date, timeZone, locale) : "",
    reason: notice.reason ?? "",
  };
  const readerKey = `${notice.kind}.reader` as "payment_failed.reader";
  const body = forReader && t.has(readerKey) ? t(readerKey, values) : t(`${notice.kind}.body`, values);
  return (
    <Banner tone={notice.tone} title={t(`${notice.kind}.title`, values)} action={actionOf(notice)}>
      {body}
    </Banner>
  );
}

function actionOf({ actions, busy }: Notice): ReactNode {
  if (actions.length === 0) return busy && <Spinner className="text-ink-quiet" />;
  return actions.map((action, index) => (
    <NoticeActionButton key={action.kind} action={action} isFirst={index === 0} />
  ));
}

function NoticeActionButton({ action, isFirst }: { action: NoticeAction; isFirst: boolean }) {
  const t = useTranslations("billing.acts");
  const { plansHref } = useBillingActions();
  const look = { size: "sm", variant: isFirst ? "primary" : "secondary" } as const;
  switch (action.kind) {
    case "go":
      return (
        <LinkButton external href={action.url} {...look}>
          {t(action.label)}
        </LinkButton>
      );
    case "portal":
      return <PortalButton {...look} label={t("checkCard")} />;
    case "see_license":
      return (
        <LinkButton href="#license" {...look} variant="secondary">
          {t("seeLicense")}
        </LinkButton>
      );
    case "see_invoices":
      return (
        <LinkButton href={action.url} {...look} variant="secondary">
          {t("seeInvoices")}
        </LinkButton>
      );
    case "discard":
      return <DiscardButton orderId={action.orderId} state={action.state} />;
    case "choose_plan":
      return (
        <LinkButton href={plansHref} {...look} variant="secondary">
          {t("choosePlan")}
        </LinkButton>
      );
    case "see_reservation":
      return (
        <LinkButton href="#reservation" {...look} variant="secondary">
          {t("seeReservation")}
        </LinkButton>
      );
  }
}
