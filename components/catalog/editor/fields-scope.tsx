"use client";

import { createContext, use } from "react";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { Currency } from "@/lib/domain/money/currency";

/** A meter unit that usage can be priced by. */
export type MeterChoice = { unitName: string; displayName: LocalizedText; unitLabel: LocalizedText };

/** What is wrong with one field, in the reader's language. */
export type FieldProblems = {
  errors: readonly string[];
  warnings: readonly string[];
  /** A required field is empty. Its message is shown once the field was visited. */
  isMissing: boolean;
};

/** What every field of a component needs to know of the plan around it. */
export type FieldsScope = {
  currency: Currency;
  meters: readonly MeterChoice[];
  /** Keys that published versions have (`publishedKeys`): they cannot change any more. */
  fixedKeys: readonly string[];
  problemsAt: (path: string) => FieldProblems;
  /** Messages about missing values are shown at all fields, because somebody has tried to publish. */
  showMissing: boolean;
};

const Scope = createContext<FieldsScope | null>(null);

export const FieldsScopeProvider = Scope;

export function useFieldsScope(): FieldsScope {
  const scope = use(Scope);
  if (!scope) throw new Error("fields of a plan stand inside a FieldsScopeProvider");
  return scope;
}

/** The element that shows a field of the plan; the list of problems leads there. */
export const fieldAnchor = (path: string): string => `plan-field-${path}`;

/** Brings the reader and the keyboard to a field, or to the nearest thing around it that is on the page. */
export function goToField(path: string): void {
  const parts = path.split(".");
  for (let length = parts.length; length > 0; length--) {
    const place = document.getElementById(fieldAnchor(parts.slice(0, length).join(".")));
    if (!place) continue;
    for (
      let around = place.closest("details");
      around;
      around = around.parentElement?.closest("details") ?? null
    )
      around.open = true;
    place.scrollIntoView({ block: "center" });
    place
      .querySelector<HTMLElement>("input:not([aria-hidden=true]), textarea, [role=combobox], button")
      ?.focus({
        preventScroll: true,
      });
    return;
  }
}
