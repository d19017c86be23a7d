import { useLocale, useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { Disclosure } from "@/components/ui/disclosure";
import { Table, Td, Th } from "@/components/ui/table";
import { formatMonth, formatNumber } from "@/lib/i18n/format";
import { AxisValues, axisRoom } from "./axis-values";

type Count = number | bigint | string;

export type MonthValue = {
  /** `YYYY-MM`. */
  month: string;
  value: Count;
};

type MonthBarsProps = {
  /** Says what is counted: "Monthly active users". */
  label: string;
  /** Oldest first; the last one is the current month. */
  months: readonly MonthValue[];
  /** The maximum of the current month. In earlier months it may have been another one. */
  maximum?: Count | null;
  className?: string;
};

/** A maximum above this many times the highest month would make all bars tiny, so it is written and not drawn. */
const mostTimesTheHighest = 5n;

/**
 * Months side by side, with the maximum of today as a line across them. The bars are a picture; the same numbers
 * stand in the table below them.
 */
export function MonthBars({ label, months, maximum = null, className }: MonthBarsProps) {
  const t = useTranslations("common.chart");
  const words = useTranslations("charts");
  const locale = useLocale();
  const highest = months.reduce((most, { value }) => (BigInt(value) > most ? BigInt(value) : most), 1n);
  const isDrawn = maximum !== null && BigInt(maximum) <= highest * mostTimesTheHighest;
  const top = isDrawn && BigInt(maximum) > highest ? BigInt(maximum) : highest;
  const height = (value: Count) => `${Number((BigInt(value) * 1_000n) / top) / 10}%`;
  const running = months.at(-1)?.month;
  return (
    <figure className={cx("min-w-0", className)}>
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 text-ink-quiet text-sm">
        <figcaption>{label}</figcaption>
        {maximum !== null && (
          <span className="figures flex items-center gap-1.5">
            {isDrawn && <span aria-hidden="true" className="w-5 border-outline border-t border-dashed" />}
            {words(isDrawn ? "maximumNow" : "maximumAbove", { maximum: formatNumber(maximum, locale) })}
          </span>
        )}
      </div>
      <div
        aria-hidden="true"
        className={cx("relative flex h-32 items-stretch gap-1 border-b sm:gap-1.5", axisRoom)}
      >
        <AxisValues top={String(top)} />
        {months.map(({ month, value }) => {
          const limited = month === running && maximum !== null;
          const over = limited && BigInt(value) > BigInt(maximum);
          return (
            <div key={month} className="group relative flex min-w-0 flex-1 items-end">
              <div
                className={cx(
                  "mx-auto w-full max-w-7 rounded-t-sm transition-opacity",
                  over ? "bg-bad-bar" : month === running ? "bg-action-fill" : "bg-action-fill/55",
                  BigInt(value) > 0n && "min-h-0.5",
                )}
                style={{ height: height(value) }}
              />
              <div className="figures pointer-events-none absolute bottom-full left-1/2 z-10 mb-1 hidden -translate-x-1/2 whitespace-nowrap rounded-md border bg-raised px-2 py-1 text-xs shadow-popup group-first:left-0 group-first:translate-x-0 group-last:right-0 group-last:left-auto group-last:translate-x-0 group-hover:block">
                {limited
                  ? t("sentenceWithMaximum", {
                      month: formatMonth(month, locale),
                      value: formatNumber(value, locale),
                      maximum: formatNumber(maximum, locale),
                    })
                  : t("sentence", { month: formatMonth(month, locale), value: formatNumber(value, locale) })}
              </div>
            </div>
          );
        })}
        {isDrawn && (
          <div
            className="pointer-events-none absolute inset-x-0 border-outline border-t border-dashed"
            style={{ bottom: height(maximum) }}
          />
        )}
      </div>
      <div
        aria-hidden="true"
        className={cx("figures mt-1.5 flex gap-1 text-center text-ink-quiet text-xs sm:gap-1.5", axisRoom)}
      >
        {months.map(({ month }, index) => (
          <span
            key={month}
            className={cx(
              "flex w-0 flex-1 justify-center whitespace-nowrap",
              (months.length - 1 - index) % 2 === 1 && "max-sm:invisible",
              month === running && "font-medium text-ink",
            )}
          >
            {formatMonth(month, locale, "monthShort")}
          </span>
        ))}
      </div>
      <Disclosure summary={t("asTable")} className="mt-2 text-sm">
        <MonthTable label={label} months={months} maximum={maximum} running={running} />
      </Disclosure>
    </figure>
  );
}

function MonthTable({ label, months, maximum, running }: MonthBarsProps & { running?: string }) {
  const t = useTranslations("common.chart");
  const locale = useLocale();
  const limited = maximum !== undefined && maximum !== null;
  return (
    <Table>
      <caption className="sr-only">{label}</caption>
      <thead>
        <tr>
          <Th>{t("month")}</Th>
          <Th numeric>{t("value")}</Th>
          {limited && <Th numeric>{t("maximum")}</Th>}
        </tr>
      </thead>
      <tbody>
        {months.toReversed().map(({ month, value }) => (
          <tr key={month}>
            <Th scope="row" className="font-normal text-ink">
              {formatMonth(month, locale)}
              {month === running && ` (${t("soFar")})`}
            </Th>
            <Td numeric>{formatNumber(value, locale)}</Td>
            {limited && <Td numeric>{month === running ? formatNumber(maximum, locale) : "–"}</Td>}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
