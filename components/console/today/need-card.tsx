import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { CountBadge } from "@/components/ui/chip";
import { TextLink } from "@/components/ui/text-link";
import { closeProblemKind } from "@/lib/domain/close/close-problem";
import type { Need, NeedKind, NeedList } from "@/lib/features/console/today/needs";
import { formatDate, formatEnd, formatMoney, formatMonth, formatNumber } from "@/lib/i18n/format";
import { listOf, sideOf } from "./need-places";

type Props = NeedList & {
  whose: "mine" | "all";
  /** When the page was read; ISO. What is over by then is told as over. */
  readAt: string;
};

/** One kind of task: the tenants that need it, each a link to where it is done. */
export function NeedCard({ kind, total, needs, whose, readAt }: Props) {
  const t = useTranslations("today");
  const disputes = useTranslations("disputes");
  const all = listOf(kind, whose);
  return (
    <Card
      title={
        <span className="inline-flex items-center gap-2">
          {t(`kinds.${kind}.title`)}
          <CountBadge>{total}</CountBadge>
        </span>
      }
      description={t(`kinds.${kind}.what`)}
      actions={total > needs.length && <TextLink href={all}>{t("seeAll", { total })}</TextLink>}
    >
      <ul className="-my-2 divide-y">
        {needs.map((need) => (
          <li
            key={`${need.tenantId} ${need.about} ${need.dashboardUrl}`}
            className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 py-2"
          >
            <TextLink href={`/console/tenants/${need.slug}${sideOf[kind]}`}>{need.name}</TextLink>
            <span className="figures text-ink-quiet text-sm">
              <About kind={kind} need={need} readAt={readAt} />
              {need.dashboardUrl && (
                <>
                  {" · "}
                  <TextLink
                    external
                    href={need.dashboardUrl}
                    aria-label={disputes("atStripeNamed", { tenant: need.name })}
                  >
                    {disputes("atStripe")}
                  </TextLink>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function About({ kind, need, readAt }: { kind: NeedKind; need: Need; readAt: string }) {
  const { at, about, timeZone } = need;
  const t = useTranslations("today");
  const disputes = useTranslations("disputes");
  const changes = useTranslations("atStripe.short");
  const locale = useLocale();
  const date = at ? formatDate(at, timeZone, locale) : "";
  switch (kind) {
    case "mau_over":
    case "mau_near": {
      const [users = "0", maximum = "0"] = about?.split("/") ?? [];
      return t("mau", {
        users: formatNumber(users as `${number}`, locale),
        maximum: formatNumber(maximum as `${number}`, locale),
      });
    }
    case "dispute": {
      const [standing, minor = "0", currency = "JPY"] = about?.split("/") ?? [];
      const amount = formatMoney(minor, currency, locale);
      if (standing === "review") return disputes("inReview", { amount });
      return at ? disputes("answerBy", { amount, date }) : disputes("noAnswer", { amount });
    }
    case "renewal_invoice": {
      const [minor = "0", currency = "JPY", ...rest] = about?.split("/") ?? [];
      const problem = rest.join("/");
      const amount = formatMoney(minor, currency, locale);
      return t(`renewal.${closeProblemKind(problem)}`, { amount, date, code: problem });
    }
    case "stripe_difference":
      return `${changes(about as "ends_on")}, ${t("since", { date })}`;
    case "usage_unpriced": {
      const [month = "", ...meters] = about?.split("/") ?? [];
      return t("unpriced", { month: formatMonth(month, locale), meters: meters.join("/") });
    }
    case "contract_ends":
      return t("ends", { date: at ? formatEnd(at, timeZone, locale, "date") : "" });
    case "quote_expires":
      return t(at && at <= readAt ? "quoteOver" : "quote", { number: about ?? "", date });
    case "payment_failed":
    case "suspended":
    case "ended_unpaid":
    case "overdue":
    case "authentication_needed": {
      const [minor, currency = "JPY", number = "", days = "0", invoices = "1"] = about?.split("/") ?? [];
      // What is owed is known once Stripe has told of the invoice.
      if (!minor) return null;
      const late = t("owed", { amount: formatMoney(minor, currency, locale), number, days: Number(days) });
      const more = Number(invoices) > 1 ? t("moreOwed", { count: Number(invoices) - 1 }) : "";
      return `${late}${more}${at ? t("triedAgain", { date }) : ""}`;
    }
    default:
      return at ? t("since", { date }) : null;
  }
}
