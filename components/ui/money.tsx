import { useLocale } from "next-intl";
import { formatMoney, type Minor } from "@/lib/i18n/format";
import { cx } from "./cx";

/** An amount in minor units with its currency, in figures of one width. Right-align the cell it stands in. */
export function Money({
  minor,
  currency,
  className,
}: {
  minor: Minor;
  currency: string;
  className?: string;
}) {
  return (
    <span className={cx("figures whitespace-nowrap", className)}>
      {formatMoney(minor, currency, useLocale())}
    </span>
  );
}
