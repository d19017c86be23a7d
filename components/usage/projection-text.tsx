import { useLocale, useTranslations } from "next-intl";
import { useWithTax } from "@/components/billing/price-tax";
import type { NoProjection, Projection } from "@/lib/features/billing/usage/price-unit";
import type { UnitUsage } from "@/lib/features/billing/usage/unit-usage";
import { formatMoney } from "@/lib/i18n/format";
import { shownCount } from "./shown-count";

/** The projected total of the month, marked as a projection. */
export function ProjectionText({ unit, projection }: { unit: UnitUsage; projection: Projection }) {
  const t = useTranslations("usage.projection");
  const locale = useLocale();
  const withTax = useWithTax();
  const currency = unit.prices[0]?.currency ?? "USD";
  const { convert, counted } = shownCount(unit, locale);
  const count = counted(convert(projection.count));
  return (
    <div className="figures mt-4 border-t pt-3 text-sm">
      <p className="text-ink-quiet">{t("title")}</p>
      <p>
        {projection.amountMinor === null
          ? t("text", { count })
          : t("textWithPrice", {
              count,
              price: withTax(formatMoney(projection.amountMinor, currency, locale)),
            })}
      </p>
      <p className="mt-1 text-ink-quiet text-xs">{t("note")}</p>
    </div>
  );
}

/** Why there is no projection, where it would be too uncertain. */
export function NoProjectionText({ why }: { why: NoProjection }) {
  const t = useTranslations("usage.projection");
  return (
    <div className="mt-4 border-t pt-3 text-sm">
      <p className="text-ink-quiet">{t("noneTitle")}</p>
      <p className="mt-0.5 text-ink-quiet text-xs">{t(`none.${why}`)}</p>
    </div>
  );
}
