import type { FilterCondition } from "@/lib/domain/catalog/meter-unit";
import type { FieldError } from "@/lib/domain/errors";

type Clause = { key: string; operator: string; value: string | number | boolean };
export type MeterFilter = { conjunction: "and" | "or"; clauses: (Clause | MeterFilter)[] };

/** How deep Dodo's filters may be nested. */
export const deepestFilter = 3;

/**
 * Dodo's filter as conditions of ours, which must all hold. It may be an `and` of anything that can be
 * expressed so, and an `or` of `equals` about one key. Everything else is refused with the field that
 * contains it. Values are compared as text.
 */
export function toConditions(
  filter: MeterFilter,
  field = "filter",
  depth = 1,
): { conditions: FilterCondition[]; errors: FieldError[] } {
  if (depth > deepestFilter) return { conditions: [], errors: [{ field, rule: "not_supported" }] };
  const parts = filter.clauses.map((clause, index) => {
    const at = `${field}.clauses.${index}`;
    return "clauses" in clause ? toConditions(clause, at, depth + 1) : toCondition(clause, at);
  });
  const errors = parts.flatMap((part) => part.errors);
  const conditions = parts.flatMap((part) => part.conditions);
  if (errors.length > 0 || filter.conjunction === "and" || parts.length === 1) return { conditions, errors };
  const [first] = conditions;
  const isOneOf =
    parts.every((part) => part.conditions.length === 1) &&
    conditions.every(({ property, operator }) => operator === "is" && property === first?.property);
  if (!first || !isOneOf)
    return { conditions: [], errors: [{ field: `${field}.conjunction`, rule: "not_supported" }] };
  const values = [...new Set(conditions.flatMap((condition) => condition.values))];
  return { conditions: [{ ...first, values }], errors };
}

function toCondition({ key, operator, value }: Clause, field: string) {
  const ours = ({ equals: "is", not_equals: "is_not" } as const)[operator];
  if (!ours) return { conditions: [], errors: [{ field: `${field}.operator`, rule: "not_supported" }] };
  return { conditions: [{ property: key, operator: ours, values: [String(value)] }], errors: [] };
}

/** Our conditions as a filter of Dodo's; null if there are none. */
export function toMeterFilter(conditions: readonly FilterCondition[]): MeterFilter | null {
  if (conditions.length === 0) return null;
  const isFlat = conditions.every(({ operator, values }) => operator === "is_not" || values.length === 1);
  if (isFlat) return { conjunction: "and", clauses: conditions.flatMap(clausesOf) };
  const clauses = conditions.map((condition): MeterFilter => {
    const conjunction = condition.operator === "is" ? "or" : "and";
    return { conjunction, clauses: clausesOf(condition) };
  });
  return clauses.length === 1 && clauses[0] ? clauses[0] : { conjunction: "and", clauses };
}

const clausesOf = ({ property, operator, values }: FilterCondition): Clause[] =>
  values.map((value) => ({
    key: property,
    operator: operator === "is" ? "equals" : "not_equals",
    value,
  }));
