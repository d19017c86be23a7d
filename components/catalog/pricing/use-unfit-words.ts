import { useLocale, useTranslations } from "next-intl";
import type { Unfit } from "@/lib/domain/pricing/compare-plans";
import { formatNumber } from "@/lib/i18n/format";

/** Why a plan does not fit, as a sentence in the reader's language. */
export function useUnfitWords(): (unfit: Unfit) => string {
  const t = useTranslations("pricing.unfit");
  const locale = useLocale();
  return (unfit) => {
    switch (unfit.reason) {
      case "interval":
        return t("interval");
      case "not_offered":
        return t("not_offered", { name: unfit.name[locale] });
      case "maximum":
        return t("maximum", {
          name: unfit.name[locale],
          maximum: formatNumber(unfit.maximum, locale),
        });
      case "registered_rps":
      case "registered_users":
        return t(unfit.reason, { maximum: formatNumber(unfit.maximum, locale) });
    }
  };
}
