import { unitNameForm } from "@/lib/domain/catalog/meter-unit";
import { type FieldError, Refused, type Result } from "@/lib/domain/errors";
import type { createMeterUnit } from "@/lib/features/catalog/meter-units/create-meter-unit";
import type { MeterUnitView } from "@/lib/features/catalog/meter-units/list-meter-units";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { toConditions, toMeterFilter } from "./meter-filter";
import type { CreateMeter, Meter } from "./meter-schema";

type NewUnit = Parameters<typeof createMeterUnit>[1];

/** A new meter unit from Dodo's fields. Refuses, by Dodo's fields, what cannot be expressed here. */
export function toUnit(meter: CreateMeter, aggregationIsChosen: boolean): NewUnit {
  const { type, key = null } = meter.aggregation;
  const errors: FieldError[] = [];
  if (type !== "count" && key === null) errors.push({ field: "aggregation.key", rule: "required" });
  if (!aggregationIsChosen && type !== "count" && type !== "sum")
    errors.push({ field: "aggregation.type", rule: "sum_without_stripe" });
  const filter = meter.filter ? toConditions(meter.filter) : { conditions: [], errors: [] };
  errors.push(...filter.errors);
  const unitName = unitNameOf(meter.name) || unitNameOf(meter.event_name);
  if (!unitName) errors.push({ field: "name", rule: "no_latin_letter" });
  if (errors.length > 0) throw new Refused("invalid_input", { fields: errors });
  return {
    unitName,
    displayName: { en: meter.name, ja: meter.name },
    unitLabel: { en: meter.measurement_unit, ja: meter.measurement_unit },
    description: meter.description ?? "",
    eventName: meter.event_name,
    // Dodo's `count` counts events, whatever their properties are.
    property: type === "count" ? null : key,
    aggregation: type,
    filter: filter.conditions,
  };
}

/** "API calls" → `api_calls`; empty if the name has no letter that a unit's name may have." → `api_calls`; empty where the name has no letter that a unit's name may have. */
function unitNameOf(name: string): string {
  const made = name
    .toLowerCase()
    .replace(/[^a-z0-9_.-]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 60);
  return unitNameForm.test(made) && /[a-z0-9]/.test(made) ? made : "";
}

export function toMeter(unit: MeterUnitView): Meter {
  const { property, effectiveAggregation } = unit;
  // The sum of ones is a count.
  const type = property === null && effectiveAggregation === "sum" ? "count" : effectiveAggregation;
  return {
    id: unit.id,
    business_id: backOffice,
    name: unit.displayName.en,
    description: unit.description || null,
    event_name: unit.eventName,
    measurement_unit: unit.unitLabel.en,
    aggregation: { type, key: property },
    filter: toMeterFilter(unit.filter ?? []),
    created_at: unit.createdAt.toISOString(),
    updated_at: (unit.archivedAt ?? unit.createdAt).toISOString(),
    archived: unit.archivedAt !== null,
    unit_name: unit.unitName,
  };
}

/** A refusal with Dodo's field names in place of ours. */
export function inDodosFields<T>(result: Result<T>): Result<T> {
  if (result.ok || !result.refusal.fields) return result;
  const fields = result.refusal.fields.map((error) => ({ ...error, field: dodosField(error.field) }));
  return { ok: false, refusal: { ...result.refusal, fields } };
}

const dodosNames: Record<string, string> = {
  unitName: "name",
  displayName: "name",
  unitLabel: "measurement_unit",
  eventName: "event_name",
  property: "aggregation.key",
};

function dodosField(field: string): string {
  const [first = ""] = field.split(".");
  return dodosNames[first] ?? first;
}
