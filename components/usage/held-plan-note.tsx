import { useLocale, useTranslations } from "next-intl";
import type { UsageOverview } from "@/lib/features/billing/usage/usage-overview";
import type { HeldPlan } from "@/lib/features/license/holding/held-plan";
import { formatDate, formatMonth } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";

/**
 * The plan that prices the numbers. Shown for past months, and for months in which several plans were held, since one of
 * them prices the whole month.
 */
export function HeldPlanNote({ usage }: { usage: UsageOverview }) {
  const t = useTranslations("usage.plan");
  const locale = useLocale();
  const { plan, month, tenant } = usage;
  const isRunning = month === usage.thisMonth;
  const named = formatMonth(month, locale);
  if (!plan) return <Note>{t("none", { month: named })}</Note>;
  if (isRunning && plan.earlier.length === 0) return null;
  const planName = nameOf(plan, plan, locale);
  return (
    <Note>
      {t(isRunning ? "now" : "monthEnd", { plan: planName, month: named })}
      {plan.earlier.map((each) => (
        <span key={each.until}>
          {" "}
          {t("earlier", {
            plan: nameOf(each, plan, locale),
            time: formatDate(each.until, tenant.timeZone, locale, "dateTime"),
          })}
        </span>
      ))}
      {plan.earlier.length > 0 && ` ${t("whole")}`}
    </Note>
  );
}

const Note = ({ children }: { children: React.ReactNode }) => (
  <p className="figures text-ink-soft text-sm">{children}</p>
);

type Named = Pick<HeldPlan, "name" | "version">;

/** With the version where two versions of one plan are listed. */
function nameOf({ name, version }: Named, { name: deciding, earlier }: HeldPlan, locale: Locale): string {
  const names = [deciding, ...earlier.map((each) => each.name)].map((each) => each[locale]);
  const isAmbiguous = names.filter((each) => each === name[locale]).length > 1;
  return isAmbiguous ? `${name[locale]} (v${version})` : name[locale];
}
