import { useLocale, useTranslations } from "next-intl";
import { formatNumber } from "@/lib/i18n/format";
import { cx } from "./cx";

type MeterProps = {
  /** Names the bar, unless `labelledBy` gives the id of a visible name. */
  label?: string;
  labelledBy?: string;
  /** A whole number; text where JSON has carried a bigint. */
  value: number | bigint | string;
  maximum: number | bigint | string;
  /** From this share on the bar warns; above the maximum it is red. */
  warnAtPercent?: number;
  className?: string;
};

/** How much of a maximum is used. The numbers stand beside it: the bar only shows the share. */
export function Meter({ label, labelledBy, value, maximum, warnAtPercent = 80, className }: MeterProps) {
  const locale = useLocale();
  const t = useTranslations("common.meter");
  const percent = shareInPercent(value, maximum);
  const over = BigInt(value) > BigInt(maximum);
  return (
    // biome-ignore lint/a11y/useSemanticElements: <meter> cannot be styled alike in all browsers.
    <div
      role="meter"
      aria-label={label}
      aria-labelledby={labelledBy}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.min(percent, 100)}
      aria-valuetext={t("of", { value: formatNumber(value, locale), maximum: formatNumber(maximum, locale) })}
      className={cx(
        "h-2 w-full overflow-hidden rounded-full bg-wash outline-1 outline-line -outline-offset-1",
        className,
      )}
    >
      <div
        className={cx(
          "h-full min-w-0.5 rounded-full",
          over ? "bg-bad-bar" : percent >= warnAtPercent ? "bg-warn-bar" : "bg-action-fill",
          percent === 0 && "hidden",
        )}
        style={{ width: `${Math.min(percent, 100)}%` }}
      />
    </div>
  );
}

/** The share in percent with two decimals, divided in whole numbers. A share above zero is never shown as zero. */
export function shareInPercent(value: number | bigint | string, maximum: number | bigint | string): number {
  const [v, m] = [BigInt(value), BigInt(maximum)];
  if (v <= 0n) return 0;
  if (m <= 0n) return 100;
  return Number((v * 10_000n) / m) / 100 || 0.01;
}
