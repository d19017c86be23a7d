"use client";

import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { type ReactNode, useId } from "react";
import { cx } from "./cx";
import { FieldErrorText } from "./field";

export type RadioCardOption<Value extends string = string> = {
  value: Value;
  title: ReactNode;
  description?: ReactNode;
  /** At the right: a price, a chip. */
  aside?: ReactNode;
  disabled?: boolean;
};

type RadioCardsProps<Value extends string> = {
  legend: ReactNode;
  /** The legend is then for screen readers only. */
  legendHidden?: boolean;
  options: readonly RadioCardOption<Value>[];
  name?: string;
  value?: Value;
  defaultValue?: Value;
  onValueChange?: (value: Value) => void;
  error?: readonly string[];
  className?: string;
};

/** One of a few that need more than a word each. */
export function RadioCards<Value extends string>(props: RadioCardsProps<Value>) {
  const { legend, legendHidden, options, onValueChange, error = [], className, ...rest } = props;
  const id = useId();
  return (
    <div className={className}>
      <div id={`${id}-legend`} className={legendHidden ? "sr-only" : "mb-1.5 font-medium"}>
        {legend}
      </div>
      <RadioGroup
        {...rest}
        aria-labelledby={`${id}-legend`}
        aria-describedby={error.length > 0 ? `${id}-error` : undefined}
        onValueChange={(value) => onValueChange?.(value as Value)}
        className="grid gap-2"
      >
        {options.map((option) => (
          <Card key={option.value} option={option} invalid={error.length > 0} />
        ))}
      </RadioGroup>
      {error.length > 0 && (
        <div id={`${id}-error`} className="mt-1.5 text-bad text-sm">
          <FieldErrorText messages={error} />
        </div>
      )}
    </div>
  );
}

function Card({ option, invalid }: { option: RadioCardOption; invalid: boolean }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Radio.Root brings the input.
    <label
      className={cx(
        "flex cursor-pointer items-start gap-3 rounded-lg border border-outline/50 bg-surface px-4 py-3 transition-colors hover:border-outline",
        "has-data-checked:border-action has-data-checked:bg-action-wash has-data-disabled:cursor-not-allowed has-data-disabled:opacity-60",
        "has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2",
        invalid && "border-bad",
      )}
    >
      <Radio.Root
        value={option.value}
        disabled={option.disabled}
        className="mt-0.5 grid size-[1.125rem] shrink-0 place-items-center rounded-full border border-outline bg-surface focus-visible:outline-none data-checked:border-action-fill data-checked:bg-action-fill"
      >
        <Radio.Indicator className="size-2 rounded-full bg-on-fill" />
      </Radio.Root>
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{option.title}</span>
        {option.description && (
          <span className="mt-0.5 block text-ink-soft text-sm">{option.description}</span>
        )}
      </span>
      {option.aside && <span className="figures shrink-0 text-right">{option.aside}</span>}
    </label>
  );
}
