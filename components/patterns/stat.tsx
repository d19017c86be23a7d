import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { cx } from "@/components/ui/cx";
import { Meter } from "@/components/ui/meter";
import { formatNumber } from "@/lib/i18n/format";

type Count = number | bigint | string;

type StatProps = {
  label: ReactNode;
  value: Count;
  /** Draws the bar. `null` says that there is no maximum; absent says nothing about one. */
  maximum?: Count | null;
  /** Below the bar: what is left is said here unless this says something better. */
  note?: ReactNode;
  size?: "figure" | "plain";
  className?: string;
};

/** One number as the answer, with its maximum and how much of it is used. */
export function Stat({ label, value, maximum, note, size = "figure", className }: StatProps) {
  const t = useTranslations("common.meter");
  const locale = useLocale();
  const id = useId();
  const limited = maximum !== undefined && maximum !== null;
  return (
    <div className={className}>
      <p id={id} className="text-ink-quiet">
        {label}
      </p>
      <p className="figures mt-1 flex flex-wrap items-baseline gap-x-2">
        <span className={cx("font-semibold tracking-tight", size === "figure" ? "text-figure" : "text-2xl")}>
          {formatNumber(value, locale)}
        </span>
        {limited && <span className="text-ink-quiet text-lg">/ {formatNumber(maximum, locale)}</span>}
      </p>
      {limited && <Meter labelledBy={id} value={value} maximum={maximum} className="mt-2.5" />}
      {(note ?? limited) && (
        <p className="figures mt-1.5 text-ink-quiet text-sm">
          {note ?? (limited ? <Rest value={value} maximum={maximum} /> : null)}
        </p>
      )}
      {maximum === null && (
        <span className="sr-only">{t("unlimited", { value: formatNumber(value, locale) })}</span>
      )}
    </div>
  );
}

function Rest({ value, maximum }: { value: Count; maximum: Count }) {
  const t = useTranslations("common.meter");
  const locale = useLocale();
  const left = BigInt(maximum) - BigInt(value);
  if (left >= 0n) return t("left", { left: formatNumber(left, locale) });
  return <span className="font-medium text-bad">{t("over", { over: formatNumber(-left, locale) })}</span>;
}
