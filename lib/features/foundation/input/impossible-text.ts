import type { FieldError } from "@/lib/domain/errors";

type Place = { value: unknown; field: string; depth: number };

/** Deeper than any input of ours. */
const deepest = 100;

/**
 * What of an input no database can hold, wherever it stands: a zero character, half of a surrogate pair, or lists within
 * lists without end. It is asked of everything that is stored, so that no field can forget it. Null: nothing.
 */
export function impossibleText(raw: unknown): FieldError | null {
  const todo: Place[] = [{ value: raw, field: "", depth: 0 }];
  for (let place = todo.pop(); place; place = todo.pop()) {
    const { value, field, depth } = place;
    if (typeof value === "string" && isImpossible(value)) return { field, rule: "impossible_text" };
    // Files, dates and the like are no data of an input's form.
    if (!isPlain(value)) continue;
    if (depth === deepest) return { field, rule: "too_deep", params: { maximum: deepest } };
    for (const [key, inner] of Object.entries(value)) {
      if (isImpossible(key)) return { field, rule: "impossible_text" };
      todo.push({ value: inner, field: field === "" ? key : `${field}.${key}`, depth: depth + 1 });
    }
  }
  return null;
}

const isImpossible = (text: string): boolean => /[\0\p{Surrogate}]/u.test(text);

function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}
