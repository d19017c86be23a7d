import { useLocale, useTranslations } from "next-intl";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { ComparedPlan } from "@/lib/domain/pricing/compare-plans";
import { formatMoney } from "@/lib/i18n/format";

/** The result in one sentence. Screen readers say it when it changes. */
export function CheapestLine({
  plans,
  interval,
}: {
  plans: readonly ComparedPlan[];
  interval: PaidInterval;
}) {
  const t = useTranslations("pricing.compare");
  const locale = useLocale();
  const cheapest = plans.filter(({ isCheapest }) => isCheapest);
  const [first] = cheapest;
  const names = new Intl.ListFormat(locale, { type: "conjunction" }).format(
    cheapest.map(({ definition }) => definition.name[locale]),
  );
  return (
    <p role="status" className="figures mt-0.5 text-ink-soft">
      {first && first.comparedMinor !== null
        ? t(`cheapestIs.${interval}`, {
            plans: names,
            amount: formatMoney(first.comparedMinor, first.definition.currency, locale),
          })
        : t("noneFits")}
    </p>
  );
}
