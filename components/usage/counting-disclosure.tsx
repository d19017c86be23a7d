import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/disclosure";
import type { UnitUsage } from "@/lib/features/billing/usage/unit-usage";
import type { UsageOverview } from "@/lib/features/billing/usage/usage-overview";
import { formatDate, formatZone } from "@/lib/i18n/format";

/** The rule of counting in words, one click away. */
export function CountingDisclosure({ unit, usage }: { unit: UnitUsage; usage: UsageOverview }) {
  const t = useTranslations("usage.how");
  const locale = useLocale();
  const zone = formatZone(usage.readAt, usage.tenant.timeZone, locale);
  return (
    <Disclosure summary={t("title")} className="mt-4 text-sm">
      <div className="grid gap-1.5">
        <p>
          {t(unit.aggregation)} {t("once")}
        </p>
        <p>{t("period", { zone })}</p>
        <p className="figures">{newestText(unit, usage)}</p>
        <p>
          {t("unitName")}: <code className="font-mono">{unit.unitName}</code>
        </p>
      </div>
    </Disclosure>
  );

  function newestText({ newest }: UnitUsage, { tenant }: UsageOverview): string {
    if (newest === null) return t("none");
    if (newest.length === 10)
      return t("newestDay", { day: formatDate(`${newest}T00:00:00Z`, "UTC", locale, "long") });
    return t("newest", { time: formatDate(newest, tenant.timeZone, locale, "dateTime") });
  }
}
