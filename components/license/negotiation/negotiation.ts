import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { agreedChanges } from "@/lib/domain/contract/agreed-changes";
import type { NegotiatedOverride } from "@/lib/domain/contract/contract";
import {
  type NegotiableField,
  negotiableFields,
  read,
  written,
} from "@/lib/domain/contract/negotiable-fields";
import { majorToMinor, minorToMajor, typedDecimal } from "@/lib/domain/money/major-units";
import { formatNumber, formatUnitPrice } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";

/** The negotiated values as typed; the forms of contracts and quotes hold it beside their own fields. */
export type Negotiation = {
  isNegotiated: boolean;
  /** By path in the definition. */
  negotiated: Readonly<Record<string, string>>;
  reason: string;
};

export const notNegotiated: Negotiation = { isNegotiated: false, negotiated: {}, reason: "" };

/** A field's published value for people to type over: amounts in major units. */
export const shownValue = (definition: PlanDefinition, { path, kind }: NegotiableField): string =>
  typedForm(kind, read(definition, path), definition.currency);

/** A field's published value to be read beside it; null where there is no limit. */
export function readableValue(
  definition: PlanDefinition,
  { path, kind }: NegotiableField,
  locale: Locale,
): string | null {
  const value = read(definition, path);
  if (typeof value !== "string" && typeof value !== "number") return null;
  return kind === "amount"
    ? formatUnitPrice(String(value), definition.currency, locale)
    : formatNumber(value, locale);
}

function typedForm(kind: NegotiableField["kind"], value: unknown, currency: string): string {
  if (value === null || value === undefined) return "";
  return kind === "amount" ? (minorToMajor(String(value), currency) ?? String(value)) : String(value);
}

/** The values agreed before, for the form. */
export function negotiationOf(published: PlanDefinition, override: NegotiatedOverride | null): Negotiation {
  if (!override) return notNegotiated;
  const changes = agreedChanges(published, override.definition);
  return {
    isNegotiated: true,
    negotiated: Object.fromEntries(
      changes.map(({ field, agreed }) => [field.path, typedForm(field.kind, agreed, published.currency)]),
    ),
    reason: override.reason,
  };
}

/** The typed values in the definition that they change; null where nothing is negotiated. */
export function overrideOf(
  { isNegotiated, negotiated, reason }: Negotiation,
  published: PlanDefinition,
): NegotiatedOverride | null {
  if (!isNegotiated) return null;
  const fields = negotiableFields(published).flatMap((group) => group.fields);
  const values = fields.flatMap((field) => {
    const typed = negotiated[field.path];
    return typed === undefined ? [] : [[field.path, typedValue(field, typed, published.currency)]];
  });
  return { definition: written(published, Object.fromEntries(values)), reason };
}

/**
 * The typed text as a definition has it. Text that is not a number stays as typed, and the rules of plans refuse it.
 */
function typedValue({ kind }: NegotiableField, typed: string, currency: string): unknown {
  const narrow = typedDecimal(typed);
  if (kind === "limit" && narrow === "") return null;
  if (kind === "amount") return majorToMinor(typed, currency) ?? narrow;
  return kind === "quantity" ? narrow : Number(narrow === "" ? Number.NaN : narrow);
}
