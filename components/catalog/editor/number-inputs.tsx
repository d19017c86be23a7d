"use client";

import { useLocale } from "next-intl";
import { TextInput } from "@/components/ui/text-input";
import type { DecimalText } from "@/lib/domain/catalog/component";
import { majorToMinor, minorToMajor, typedDecimal } from "@/lib/domain/money/major-units";
import { currencySymbol } from "../currency-symbol";
import { useFieldsScope } from "./fields-scope";
import { useTyped } from "./use-typed";

type InputProps<Value> = {
  value: Value;
  onChange: (value: Value) => void;
  placeholder?: string;
  /** Only without a Field around it. */
  "aria-label"?: string;
};

const textLook = { inputMode: "decimal", autoComplete: "off", spellCheck: false } as const;

/**
 * An amount, typed in major units and kept in minor units. What is no number is kept as it was typed, so that nothing
 * is lost and the rule can be told.
 */
export function AmountInput({ value, onChange, ...rest }: InputProps<DecimalText>) {
  const { currency } = useFieldsScope();
  const locale = useLocale();
  const typed = useTyped(value, onChange, {
    print: (minor) => minorToMajor(minor, currency) ?? minor,
    parse: (text) => majorToMinor(text, currency) ?? text.trim(),
  });
  const symbol = currencySymbol(currency, locale);
  return (
    <TextInput
      {...rest}
      {...typed}
      {...textLook}
      className="figures"
      prefix={<span className={symbol.length > 1 ? "text-xs" : undefined}>{symbol}</span>}
    />
  );
}

/** The same; an empty field means no amount. */
export function OptionalAmountInput({ value, onChange, ...rest }: InputProps<DecimalText | null>) {
  return (
    <AmountInput {...rest} value={value ?? ""} onChange={(next) => onChange(next === "" ? null : next)} />
  );
}

/** An exact quantity: "100000", "0.5". */
export function DecimalInput({ value, onChange, ...rest }: InputProps<DecimalText>) {
  const typed = useTyped(value, onChange, { print: (text) => text, parse: typedDecimal });
  return <TextInput {...rest} {...typed} {...textLook} className="figures" />;
}

/** The same; an empty field means no limit. */
export function OptionalDecimalInput({ value, onChange, ...rest }: InputProps<DecimalText | null>) {
  return (
    <DecimalInput {...rest} value={value ?? ""} onChange={(next) => onChange(next === "" ? null : next)} />
  );
}

/** A count of things. Only digits, a sign and a point can be typed; whether it is a good count the rules say. */
export function CountInput({ value, onChange, ...rest }: InputProps<number>) {
  const typed = useTyped(value, onChange, {
    print: String,
    parse: (text, before) => countOf(text) ?? (text.trim() === "" ? 0 : before),
  });
  return <CountBox {...rest} {...typed} />;
}

export function OptionalCountInput({ value, onChange, ...rest }: InputProps<number | null>) {
  const typed = useTyped(value, onChange, {
    print: (count) => (count === null ? "" : String(count)),
    parse: (text, before) => countOf(text) ?? (text.trim() === "" ? null : before),
  });
  return <CountBox {...rest} {...typed} />;
}

function countOf(text: string): number | null {
  const decimal = typedDecimal(text);
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(decimal) ? Number(decimal) : null;
}

type BoxProps = Omit<InputProps<string>, "onChange"> & { onValueChange: (text: string) => void };

function CountBox({ onValueChange, ...rest }: BoxProps) {
  return (
    <TextInput
      {...rest}
      {...textLook}
      inputMode="numeric"
      className="figures"
      onValueChange={(text) => onValueChange(text.normalize("NFKC").replace(/[^\d.,-]/g, ""))}
    />
  );
}
