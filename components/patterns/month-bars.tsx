import { useLocale, useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { Disclosure } from "@/components/ui/disclosure";
import { Table, Td, Th } from "@/components/ui/table";
import { formatMonth, formatNumber } from "@/lib/i18n/format";

export type MonthValue = {
  /** `YYYY-MM`. */
  month: string;
  value: number | bigint | string;
  /** The maximum that held in that month, if there was one. */
  maximum?: number | bigint | string | null;
};

type MonthBarsProps = {
  /** Says what is counted: "Monthly active users". */
  label: string;
  /** Oldest first; the last one is the month that runs. */
  months: readonly MonthValue[];
  className?: string;
};

/** Months side by side against their maximum. The bars are a picture; the same numbers stand in the table below them. */
export function MonthBars({ label, months, className }: MonthBarsProps) {
  const t = useTranslations("common.chart");
  const locale = useLocale();
  const top = months.reduce(
    (most, { value, maximum }) =>
      [most, BigInt(value), BigInt(maximum ?? 0)].reduce((a, b) => (b > a ? b : a)),
    1n,
  );
  const height = (value: number | bigint | string) => `${Number((BigInt(value) * 1_000n) / top) / 10}%`;
  const running = months.at(-1)?.month;
  return (
    <figure className={cx("min-w-0", className)}>
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 text-ink-quiet text-sm">
        <figcaption>{label}</figcaption>
        {months.some(({ maximum }) => maximum !== undefined && maximum !== null) && (
          <span className="flex items-center gap-1.5">
            <span aria-hidden="true" className="w-5 border-outline border-t border-dashed" />
            {t("maximum")}
          </span>
        )}
      </div>
      <div aria-hidden="true" className="flex h-32 items-stretch gap-1 border-b sm:gap-1.5">
        {months.map(({ month, value, maximum }) => {
          const limited = maximum !== undefined && maximum !== null;
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
              {limited && (
                <div
                  className="absolute inset-x-[-0.125rem] border-outline border-t border-dashed sm:inset-x-[-0.1875rem]"
                  style={{ bottom: height(maximum) }}
                />
              )}
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
      </div>
      <div
        aria-hidden="true"
        className="figures mt-1.5 flex gap-1 text-center text-ink-quiet text-xs sm:gap-1.5"
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
        <MonthTable label={label} months={months} running={running} />
      </Disclosure>
    </figure>
  );
}

function MonthTable({ label, months, running }: MonthBarsProps & { running?: string }) {
  const t = useTranslations("common.chart");
  const locale = useLocale();
  return (
    <Table>
      <caption className="sr-only">{label}</caption>
      <thead>
        <tr>
          <Th>{t("month")}</Th>
          <Th numeric>{t("value")}</Th>
          <Th numeric>{t("maximum")}</Th>
        </tr>
      </thead>
      <tbody>
        {months.toReversed().map(({ month, value, maximum }) => (
          <tr key={month}>
            <Th scope="row" className="font-normal text-ink">
              {formatMonth(month, locale)}
              {month === running && ` (${t("soFar")})`}
            </Th>
            <Td numeric>{formatNumber(value, locale)}</Td>
            <Td numeric>{maximum === undefined || maximum === null ? "–" : formatNumber(maximum, locale)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
