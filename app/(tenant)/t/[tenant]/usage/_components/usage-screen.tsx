"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useTransition } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { AlertsCard, ReachedAlerts } from "@/components/usage/alerts-card";
import { UsageView } from "@/components/usage/usage-view";
import { monthsEndingAt } from "@/lib/domain/time/calendar";
import type { UsageAlerts } from "@/lib/features/billing/alerts/read-usage-alerts";
import type { setUsageAlerts } from "@/lib/features/billing/alerts/set-usage-alerts";
import type { UsageOverview } from "@/lib/features/billing/usage/usage-overview";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import { formatMonth, formatZone } from "@/lib/i18n/format";
import { ClosedBanner, LiveNote } from "../../billing/_components/live-note";
import { type UsageQuery, writeUsageQuery } from "../usage-query";
import { useUsage } from "./use-usage";

type Props = {
  slug: string;
  query: UsageQuery;
  initial: UsageOverview;
  alerts: UsageAlerts;
  setAlerts: ActionOf<typeof setUsageAlerts>;
};

export function UsageScreen({ slug, query, initial, alerts, setAlerts }: Props) {
  const t = useTranslations("usage");
  const locale = useLocale();
  const live = useUsage(slug, query, initial);
  const { usage } = live;
  const { tenant } = usage;
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead", {
          tenant: tenant.name,
          zone: formatZone(usage.readAt, tenant.timeZone, locale),
        })}
        actions={
          <>
            <LiveNote since={live.notUpdatedSince} />
            <Choices slug={slug} query={query} usage={usage} />
          </>
        }
      />
      <ClosedBanner closed={live.closed} />
      <UsageView
        usage={usage}
        alerts={usage.month === usage.thisMonth && <ReachedAlerts alerts={alerts} />}
        alertSettings={<AlertsCard alerts={alerts} setAlerts={setAlerts} />}
        billHref={`/t/${slug}/usage/csv${writeUsageQuery(query, { by: "bill" })}`}
        csvHref={(unit, by) => `/t/${slug}/usage/csv${writeUsageQuery(query, { unit, by })}`}
      />
    </>
  );
}

/** Which month the numbers are of, and how far back the months reach; both stand in the address. */
function Choices({ slug, query, usage }: { slug: string; query: UsageQuery; usage: UsageOverview }) {
  const t = useTranslations("usage");
  const locale = useLocale();
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const go = (next: UsageQuery) =>
    startTransition(() => router.push(`/t/${slug}/usage${writeUsageQuery(next)}`, { scroll: false }));
  const months = monthsEndingAt(usage.thisMonth, 24).toReversed();
  const named = (month: string) => {
    const text = formatMonth(month, locale);
    return month === usage.thisMonth ? t("thisMonth", { month: text }) : text;
  };
  return (
    <div aria-busy={pending} className="flex flex-wrap gap-2 print:hidden">
      <Select
        aria-label={t("month")}
        value={usage.month}
        onValueChange={(month) => go({ ...query, month: month === usage.thisMonth ? undefined : month })}
        options={months.map((month) => ({ value: month, label: named(month) }))}
        className="max-sm:flex-[1_1_12rem] sm:w-60"
      />
      <Select
        aria-label={t("chart.span")}
        value={query.months === 24 ? "24" : "12"}
        onValueChange={(count) => go({ ...query, months: count === "24" ? 24 : 12 })}
        options={[
          { value: "12", label: t("chart.months12") },
          { value: "24", label: t("chart.months24") },
        ]}
        className="max-sm:flex-[0_1_8.5rem] sm:w-36"
      />
    </div>
  );
}
