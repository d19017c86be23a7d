"use client";

import { useLocale, useTranslations } from "next-intl";
import { type CSSProperties, useState } from "react";
import { cx } from "@/components/ui/cx";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import type { DecimalText } from "@/lib/domain/catalog/component";
import { parseDecimal, printDecimal } from "@/lib/domain/money/decimal";
import { formatNumber } from "@/lib/i18n/format";
import { stopAt } from "./slider-stops";
import { typedQuantity } from "./typed-quantity";

type Props = {
  label: string;
  /** "tokens", "GB"; empty for what is counted by itself. */
  unit: string;
  value: DecimalText;
  stops: readonly bigint[];
  decimals: number;
  onChange: (value: DecimalText) => void;
};

/** A quantity as a slider and as a field for exact input. Both show the same value. */
export function NumberSlider({ label, unit, value, stops, decimals, onChange }: Props) {
  const t = useTranslations("pricing.quantities");
  const locale = useLocale();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = formatNumber(value, locale);
  const place = stopAt(stops, parseDecimal(value));
  const isWrong = typed !== null && typedQuantity(typed, decimals) === null;
  return (
    <div className="min-w-0">
      <Field
        label={
          <>
            <span>{label}</span>
            {unit && unit !== label && (
              <span className="ml-auto font-normal text-ink-quiet text-sm">{unit}</span>
            )}
          </>
        }
        error={isWrong ? t("notANumber", { decimals }) : undefined}
      >
        <TextInput
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          className="figures text-right"
          value={typed ?? shown}
          onFocus={(event) => event.currentTarget.select()}
          onValueChange={(text) => {
            setTyped(text);
            const meant = typedQuantity(text === "" ? "0" : text, decimals);
            if (meant !== null) onChange(meant);
          }}
          onBlur={() => setTyped(null)}
        />
      </Field>
      <input
        type="range"
        aria-label={t("slider", { label })}
        aria-valuetext={unit ? `${shown} ${unit}` : shown}
        min={0}
        max={stops.length - 1}
        step={1}
        value={place}
        onChange={(event) => {
          setTyped(null);
          onChange(printDecimal(stops[Number(event.currentTarget.value)] ?? 0n));
        }}
        style={{ "--at": `${(place / (stops.length - 1)) * 100}%` } as CSSProperties}
        className={cx("mt-2 block h-6 w-full cursor-pointer rounded-md pointer-coarse:h-11", track, thumb)}
      />
    </div>
  );
}

/* Drawn here, because browsers paint the rest of an accented track white on dark ground. */
const track = [
  "appearance-none bg-transparent",
  "[&::-webkit-slider-runnable-track]:h-1.5 [&::-webkit-slider-runnable-track]:rounded-full",
  "[&::-webkit-slider-runnable-track]:bg-[linear-gradient(to_right,var(--color-action-fill)_var(--at),var(--color-line)_var(--at))]",
  "[&::-moz-range-track]:h-1.5 [&::-moz-range-track]:rounded-full [&::-moz-range-track]:bg-line",
  "[&::-moz-range-progress]:h-1.5 [&::-moz-range-progress]:rounded-full [&::-moz-range-progress]:bg-action-fill",
].join(" ");
const thumb = [
  "[&::-webkit-slider-thumb]:-mt-[0.4375rem] [&::-webkit-slider-thumb]:size-5 [&::-webkit-slider-thumb]:appearance-none",
  "[&::-webkit-slider-thumb]:rounded-full [&::-webkit-slider-thumb]:border-2 [&::-webkit-slider-thumb]:border-surface",
  "[&::-webkit-slider-thumb]:bg-action-fill",
  "[&::-moz-range-thumb]:size-4 [&::-moz-range-thumb]:rounded-full [&::-moz-range-thumb]:border-2",
  "[&::-moz-range-thumb]:border-surface [&::-moz-range-thumb]:bg-action-fill",
].join(" ");
