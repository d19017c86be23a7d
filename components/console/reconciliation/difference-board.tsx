"use client";

import { useLocale, useTranslations } from "next-intl";
import { DecisionButtons } from "@/components/console/at-stripe/decision-buttons";
import { useDifferenceText } from "@/components/console/at-stripe/difference-text";
import { PlainRows } from "@/components/patterns/data-table/plain-rows";
import type { Column } from "@/components/patterns/data-table/table-types";
import { EmptyState } from "@/components/ui/empty-state";
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
  const columns: Column<DifferenceOfTenant>[] = [
    {
      id: "tenant",
      header: t("tenant"),
      cell: ({ tenant }) => (
        <TextLink href={`/console/tenants/${tenant.slug}/billing`}>{tenant.name}</TextLink>
      ),
    },
    {
      id: "what",
      header: t("what"),
      cell: (difference) => <What difference={difference} />,
      bareOnPhone: true,
    },
    { id: "since", header: t("since"), cell: (difference) => <Since difference={difference} /> },
    {
      id: "outcome",
      header: t("outcome"),
      cell: (difference) => <Outcome difference={difference} decide={decide} />,
      bareOnPhone: true,
    },
  ];
  return (
    <PlainRows caption={t("differences")} columns={columns} rows={differences} rowKey={({ id }) => id} />
  );
}

function What({ difference }: { difference: DifferenceOfTenant }) {
  const effect = useTranslations("atStripe.effect");
  const textOf = useDifferenceText(difference.tenant.timeZone);
  return (
    <>
      {textOf(difference)}
      <span className="block text-ink-soft text-sm">{effect(difference.kind)}</span>
    </>
  );
}

function Since({ difference: { tenant, foundAt, foundBy } }: { difference: DifferenceOfTenant }) {
  const t = useTranslations("reconciliation");
  const locale = useLocale();
  return (
    <span className="figures whitespace-nowrap">
      {formatDate(foundAt, tenant.timeZone, locale, "dateTime")}
      <span className="block text-ink-soft text-sm">
        {foundBy === "webhook" ? t("byWebhook") : t("byComparison")}
      </span>
    </span>
  );
}

function Outcome({ difference, decide }: { difference: DifferenceOfTenant; decide: DecideFor }) {
  const t = useTranslations("reconciliation");
  const decided = useTranslations("atStripe.decided");
  const { tenant, decision, decidedBy, closedAt, mayDecide, decisions } = difference;
  const waitsOrGone = closedAt ? t("gone") : t("waits");
  return (
    <>
      <p>{decision ? decided(decision, { name: decidedBy ?? "Choba" }) : waitsOrGone}</p>
      {mayDecide && decisions.length > 0 && (
        <DecisionButtons difference={difference} decide={decide.bind(null, tenant.slug)} />
      )}
    </>
  );
}
