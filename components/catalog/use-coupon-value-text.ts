import { useLocale, useTranslations } from "next-intl";
import type { CouponValue } from "@/lib/domain/coupons/coupon";
import { formatMoney, formatPercent } from "@/lib/i18n/format";

/** What a coupon takes off: "10% off", "¥1,000 off per period". */
export function useCouponValueText(): (value: CouponValue) => string {
  const t = useTranslations("catalog.coupons");
  const locale = useLocale();
  return (value) =>
    value.type === "percent"
      ? t("percentOff", { percent: formatPercent(Number(value.percent) / 100, locale, 4) })
      : t("amountOff", { amount: formatMoney(value.amountMinor, value.currency, locale) });
}
