"use client";

import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { AtStripe, StripesOwn } from "@/lib/features/console/at-stripe/read-at-stripe";
import { formatDate } from "@/lib/i18n/format";
import { type DecideAction, DecisionButtons } from "./decision-buttons";
import { useDifferenceText, useMoneyOf } from "./difference-text";

type AtStripeCardProps = { atStripe: AtStripe; timeZone: string; decide: DecideAction };

/** What people changed or made in Stripe's dashboard, with what may be decided about it. */
export function AtStripeCard({ atStripe, timeZone, decide }: AtStripeCardProps) {
  const t = useTranslations("atStripe");
  const { differences, subscriptions, invoices } = atStripe;
  const isEmpty = differences.length === 0 && subscriptions?.length === 0 && invoices.length === 0;
  return (
    <Card title={t("title")} description={t("lead")}>
      {isEmpty && <p className="text-ink-soft">{t("nothing")}</p>}
      <div className="grid gap-6">
        {differences.length > 0 && <Differences {...{ atStripe, timeZone, decide }} />}
        {subscriptions === null && <p className="text-ink-soft">{t("silent")}</p>}
        {subscriptions && subscriptions.length > 0 && <Subscriptions subscriptions={subscriptions} />}
        {invoices.length > 0 && <Invoices invoices={invoices} timeZone={timeZone} />}
      </div>
    </Card>
  );
}

function Differences({ atStripe: { differences, mayDecide }, timeZone, decide }: AtStripeCardProps) {
  const t = useTranslations("atStripe");
  const locale = useLocale();
  const textOf = useDifferenceText(timeZone);
  return (
    <ul className="divide-y">
      {differences.map((difference) => (
        <li key={difference.id} className="grid gap-2 py-3">
          <p className="font-medium">{textOf(difference)}</p>
          <p className="text-ink-soft text-sm">
            {t(`effect.${difference.kind}`)}{" "}
            {t("since", { date: formatDate(difference.foundAt, timeZone, locale, "dateTime") })}
            {difference.dashboardUrl && (
              <>
                {" · "}
                <TextLink external href={difference.dashboardUrl}>
                  {t("open")}
                </TextLink>
              </>
            )}
          </p>
          {difference.decision && (
            <p className="text-ink-soft text-sm">
              {t(`decided.${difference.decision}`, { name: difference.decidedBy ?? "Choba" })}
            </p>
          )}
          {mayDecide && <DecisionButtons difference={difference} decide={decide} />}
        </li>
      ))}
    </ul>
  );
}

function Subscriptions({ subscriptions }: { subscriptions: StripesOwn[] }) {
  const t = useTranslations("atStripe");
  const moneyOf = useMoneyOf();
  return (
    <Table>
      <caption className="pb-1 text-left font-semibold">{t("subscriptions")}</caption>
      <tbody>
        {subscriptions.map(({ id, dashboardUrl, facts }) => (
          <tr key={id}>
            <Th scope="row">
              <TextLink external href={dashboardUrl}>
                {facts.name || id}
              </TextLink>
            </Th>
            <Td numeric>{moneyOf(facts)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Invoices({ invoices, timeZone }: { invoices: AtStripe["invoices"]; timeZone: string }) {
  const t = useTranslations("atStripe");
  const states = useTranslations("invoices.statuses");
  const locale = useLocale();
  const moneyOf = useMoneyOf();
  return (
    <Table>
      <caption className="pb-1 text-left font-semibold">{t("invoices")}</caption>
      <tbody>
        {invoices.map(({ id, dashboardUrl, facts, number, status, createdAt }) => (
          <tr key={id}>
            <Th scope="row">
              <TextLink external href={dashboardUrl}>
                {number ?? t("draft")}
              </TextLink>
            </Th>
            <Td>{formatDate(createdAt, timeZone, locale)}</Td>
            <Td>{states(status as "open")}</Td>
            <Td numeric>{moneyOf(facts)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
