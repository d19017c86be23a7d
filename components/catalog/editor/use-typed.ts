"use client";

import { useState } from "react";

type Reading<Value> = {
  /** The value as people read it. */
  print: (value: Value) => string;
  /** The typed text as a value, valid or not. */
  parse: (text: string, before: Value) => Value;
};

/**
 * A text field on a value that is kept in another form. What was typed stands as it was typed ("0.0", "1,200") as long
 * as the value is the one that it meant; a value that comes from elsewhere is printed.
 */
export function useTyped<Value>(
  value: Value,
  onChange: (value: Value) => void,
  { print, parse }: Reading<Value>,
): { value: string; onValueChange: (text: string) => void } {
  const [typed, setTyped] = useState<{ text: string; meant: Value } | null>(null);
  return {
    value: typed !== null && Object.is(typed.meant, value) ? typed.text : print(value),
    onValueChange(text) {
      const meant = parse(text, value);
      setTyped({ text, meant });
      if (!Object.is(meant, value)) onChange(meant);
    },
  };
}
