import { useLocale, useTranslations } from "next-intl";
import { Money } from "@/components/ui/money";
import type { UnitPrice } from "@/lib/features/console/troubleshooting/billing-of-unit";
import { formatNumber } from "@/lib/i18n/format";

/** By which version a month's count is priced, what of it is included, and what it comes to. */
export function UnitPriceText({ price }: { price: UnitPrice }) {
  const t = useTranslations("troubleshooting.steps");
  const locale = useLocale();
  const { planName, version, component, allowance, amountMinor, currency } = price;
  const [used, beyond] = [formatNumber(price.used, locale), formatNumber(price.beyond, locale)];
  return (
    <span className="block">
      {t("version", { plan: planName[locale], version, component: component[locale] })}
      <span className="block text-ink-soft text-sm">
        {allowance === null
          ? t("unlimited", { used })
          : t("allowance", { used, allowance: formatNumber(allowance, locale), beyond })}
        {" · "}
        <Money minor={amountMinor} currency={currency} />
      </span>
    </span>
  );
}
