"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import type { DecimalText } from "@/lib/domain/catalog/component";
import { parseDecimal, printDecimal } from "@/lib/domain/money/decimal";
import { formatNumber } from "@/lib/i18n/format";
import { stopAt } from "./stops";
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

/** A quantity by a slider, for a feeling, and by a field, exactly; both always say the same. */
export function NumberSlider({ label, unit, value, stops, decimals, onChange }: Props) {
  const t = useTranslations("pricing.quantities");
  const locale = useLocale();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = formatNumber(value, locale);
  const isWrong = typed !== null && typedQuantity(typed, decimals) === null;
  return (
    <div className="min-w-0">
      <Field
        label={
          <>
            <span>{label}</span>
            {unit && <span className="ml-auto font-normal text-ink-quiet text-sm">{unit}</span>}
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
        value={stopAt(stops, parseDecimal(value))}
        onChange={(event) => {
          setTyped(null);
          onChange(printDecimal(stops[Number(event.currentTarget.value)] ?? 0n));
        }}
        className="mt-2 block h-6 w-full cursor-pointer accent-action-fill pointer-coarse:h-11"
      />
    </div>
  );
}
