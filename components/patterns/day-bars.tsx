"use client";

import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useState } from "react";
import { cx } from "@/components/ui/cx";
import { Disclosure } from "@/components/ui/disclosure";
import { Table, Td, Th } from "@/components/ui/table";
import { formatNumber } from "@/lib/i18n/format";
import { AxisValues, axisRoom } from "./axis-values";
import { heightPercent, plainTicks } from "./bar-heights";

export type Bar = {
  id: string;
  /** In full: "November 3, 2026". */
  label: string;
  /** Below the bar; empty for none. */
  tick: string;
  /** An exact decimal. A value below zero has no bar; its number is shown all the same. */
  value: string;
};

type DayBarsProps = {
  /** Says what is shown: "API calls by day, November 2026". */
  label: string;
  /** Oldest first. */
  bars: readonly Bar[];
  /** Names the first column of the table: "Day". */
  column: string;
  /** What one counts: stands behind the numbers. */
  counted?: (value: string) => string;
  /** A line to compare with, such as an allowance. */
  line?: { value: string; label: string } | null;
  /** The last bar is not complete yet. */
  isRunning?: boolean;
  className?: string;
};

/**
 * A series side by side, with a line to compare it with. The bars are a picture of the table below them; with the
 * pointer or the arrow keys each tells its number.
 */
export function DayBars({ label, bars, column, counted, line, isRunning, className }: DayBarsProps) {
  const t = useTranslations("usage.chart");
  const locale = useLocale();
  const hintId = useId();
  const [chosen, setChosen] = useState<number | null>(null);
  const say = counted ?? ((value: string) => formatNumber(value as `${number}`, locale));
  const top = bars.reduce(
    (most, { value }) => (plainTicks(value) > plainTicks(most) ? value : most),
    line?.value ?? "0",
  );
  const shown = chosen === null ? null : bars[Math.min(chosen, bars.length - 1)];
  const sentence = (bar: Bar) => t("sentence", { label: bar.label, value: say(bar.value) });

  function move(event: KeyboardEvent) {
    const last = bars.length - 1;
    const from = chosen ?? last;
    const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setChosen(Math.min(Math.max(to, 0), last));
  }

  return (
    <figure className={cx("min-w-0", className)}>
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4 text-ink-quiet text-sm">
        <figcaption>{label}</figcaption>
        {line && (
          <span className="figures flex items-center gap-1.5">
            <span aria-hidden="true" className="w-5 border-outline border-t border-dashed" />
            {line.label}: {say(line.value)}
          </span>
        )}
      </div>
      <p aria-live="polite" className="figures mb-1 min-h-5 text-sm">
        {shown && sentence(shown)}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset groups controls; these are bars to walk along. */}
      <div
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys walk from bar to bar.
        tabIndex={0}
        aria-label={label}
        aria-describedby={hintId}
        onKeyDown={move}
        onFocus={() => setChosen((before) => before ?? bars.length - 1)}
        onBlur={() => setChosen(null)}
        onPointerLeave={() => setChosen(null)}
        className="rounded-sm outline-offset-4"
      >
        <div aria-hidden="true" className={cx("relative flex h-36 items-stretch border-b", axisRoom)}>
          <AxisValues top={top} />
          {bars.map((bar, index) => (
            <div
              key={bar.id}
              onPointerEnter={() => setChosen(index)}
              className={cx(
                "relative flex min-w-0 flex-1 items-end",
                bars.length > 40 ? "px-px" : "px-px sm:px-0.5",
                index === chosen && "bg-wash",
              )}
            >
              <div
                className={cx(
                  "mx-auto w-full max-w-7 rounded-t-sm",
                  isRunning && index === bars.length - 1 ? "bg-action-fill" : "bg-action-fill/55",
                  index === chosen && "bg-action-fill",
                  plainTicks(bar.value) > 0n && "min-h-0.5",
                )}
                style={{ height: heightPercent(bar.value, top) }}
              />
            </div>
          ))}
          {line && (
            <div
              className="pointer-events-none absolute inset-x-0 border-outline border-t border-dashed"
              style={{ bottom: heightPercent(line.value, top) }}
            />
          )}
        </div>
        <div
          aria-hidden="true"
          className={cx("figures mt-1.5 flex text-center text-ink-quiet text-xs", axisRoom)}
        >
          {bars.map(({ id, tick }) => (
            <span key={id} className="flex w-0 flex-1 justify-center whitespace-nowrap">
              {tick}
            </span>
          ))}
        </div>
        <span id={hintId} className="sr-only">
          {t("keys")}
        </span>
      </div>
      <BarTable label={label} bars={bars} column={column} say={say} isRunning={isRunning} />
    </figure>
  );
}

function BarTable({
  label,
  bars,
  column,
  say,
  isRunning,
}: Pick<DayBarsProps, "label" | "bars" | "column" | "isRunning"> & { say: (value: string) => string }) {
  const t = useTranslations("usage.chart");
  const common = useTranslations("common.chart");
  return (
    <Disclosure summary={common("asTable")} className="mt-2 text-sm">
      <Table>
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            <Th>{column}</Th>
            <Th numeric>{t("count")}</Th>
          </tr>
        </thead>
        <tbody>
          {bars.toReversed().map((bar, index) => (
            <tr key={bar.id}>
              <Th scope="row" className="font-normal text-ink">
                {bar.label}
                {isRunning && index === 0 && ` (${t("soFar")})`}
              </Th>
              <Td numeric>{say(bar.value)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Disclosure>
  );
}
