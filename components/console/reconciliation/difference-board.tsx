"use client";

import { useLocale, useTranslations } from "next-intl";
import { DecisionButtons } from "@/components/console/at-stripe/decision-buttons";
import { useDifferenceText } from "@/components/console/at-stripe/difference-text";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, Td, Th } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import type { decideDifference } from "@/lib/features/license/differences/decide-difference";
import type { DifferenceOfTenant } from "@/lib/features/stripe/reconciliation/read-reconciliation";
import { formatDate } from "@/lib/i18n/format";

/** It takes the slug of the tenant whose difference it is. */
type DecideFor = (
  slug: string,
  ...input: Parameters<ActionOf<typeof decideDifference>>
) => ReturnType<ActionOf<typeof decideDifference>>;

/** Where Choba and Stripe differ, what waits for somebody first. */
export function DifferenceBoard({
  differences,
  decide,
}: {
  differences: DifferenceOfTenant[];
  decide: DecideFor;
}) {
  const t = useTranslations("reconciliation");
  if (differences.length === 0) return <EmptyState title={t("nothing")}>{t("nothingBody")}</EmptyState>;
  return (
    <Table wide={t("differences")}>
      <thead>
        <tr>
          <Th>{t("tenant")}</Th>
          <Th>{t("what")}</Th>
          <Th>{t("since")}</Th>
          <Th>{t("outcome")}</Th>
        </tr>
      </thead>
      <tbody>
        {differences.map((difference) => (
          <Row key={difference.id} difference={difference} decide={decide} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ difference, decide }: { difference: DifferenceOfTenant; decide: DecideFor }) {
  const t = useTranslations("reconciliation");
  const locale = useLocale();
  const { tenant, foundAt, foundBy, kind } = difference;
  const effect = useTranslations("atStripe.effect");
  const textOf = useDifferenceText(tenant.timeZone);
  return (
    <tr>
      <Th scope="row">
        <TextLink href={`/console/tenants/${tenant.slug}/billing`}>{tenant.name}</TextLink>
      </Th>
      <Td>
        {textOf(difference)}
        <span className="block text-ink-soft text-sm">{effect(kind)}</span>
      </Td>
      <Td className="figures whitespace-nowrap">
        {formatDate(foundAt, tenant.timeZone, locale, "dateTime")}
        <span className="block text-ink-soft text-sm">
          {foundBy === "webhook" ? t("byWebhook") : t("byComparison")}
        </span>
      </Td>
      <Td>
        <Outcome difference={difference} />
        {difference.mayDecide && difference.decisions.length > 0 && (
          <DecisionButtons difference={difference} decide={decide.bind(null, tenant.slug)} />
        )}
      </Td>
    </tr>
  );
}

function Outcome({ difference: { decision, decidedBy, closedAt } }: { difference: DifferenceOfTenant }) {
  const t = useTranslations("reconciliation");
  const decided = useTranslations("atStripe.decided");
  if (decision) return <p>{decided(decision, { name: decidedBy ?? "Choba" })}</p>;
  return <p>{closedAt ? t("gone") : t("waits")}</p>;
}
