import { invalid } from "../core/errors";

/** A decoded form value. Stripe's bodies nest as `items[0][price]=price_1`. */
export type FormValue = string | FormValue[] | FormObject;
export interface FormObject {
  [key: string]: FormValue;
}

const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

/** Decodes a body or query into nested values. Index keys (`[0]`, `[]`) become arrays, in their order. */
export function decodeForm(text: string): FormObject {
  const root: FormObject = Object.create(null);
  for (const [key, value] of new URLSearchParams(text)) insert(root, pathOf(key), value);
  return indexesToArrays(root) as FormObject;
}

function pathOf(key: string): string[] {
  const open = key.indexOf("[");
  if (open < 0) return [key];
  const segments = [...key.slice(open).matchAll(/\[([^[\]]*)\]/g)].map((match) => match[1] ?? "");
  return [key.slice(0, open), ...segments];
}

function insert(root: FormObject, path: string[], value: string): void {
  let node = root;
  for (const [depth, raw] of path.entries()) {
    if (FORBIDDEN.has(raw) || depth > 12) throw invalid("Invalid request: malformed parameter name.");
    const key = raw === "" ? String(Object.keys(node).length) : raw;
    if (depth === path.length - 1) {
      node[key] = value;
      return;
    }
    const child = node[key];
    if (child === undefined || typeof child === "string") node[key] = Object.create(null) as FormObject;
    node = node[key] as FormObject;
  }
}

function indexesToArrays(value: FormValue): FormValue {
  if (typeof value === "string" || Array.isArray(value)) return value;
  const keys = Object.keys(value);
  if (keys.length > 0 && keys.every((key) => /^\d+$/.test(key))) {
    return keys.sort((a, b) => Number(a) - Number(b)).map((key) => indexesToArrays(value[key] as FormValue));
  }
  for (const key of keys) value[key] = indexesToArrays(value[key] as FormValue);
  return value;
}
