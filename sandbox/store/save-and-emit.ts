import { isObject, type Json, type JsonObject } from "../core/json";
import type { Kind, Row } from "./kinds";
import { render } from "./render";
import type { Unit } from "./unit";

/**
 * The fields that differ, with their old values: an event's `previous_attributes`. Of a nested object it holds only what
 * changed; a list is one value.
 */
export function changedFrom(before: JsonObject, after: JsonObject): JsonObject {
  const changed: JsonObject = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const was: Json = before[key] ?? null;
    const is: Json = after[key] ?? null;
    if (JSON.stringify(was) === JSON.stringify(is)) continue;
    changed[key] = isObject(was) && isObject(is) ? changedFrom(was, is) : was;
  }
  return changed;
}

/** Saves the object and emits an event with the changes since `before`. Emits nothing when nothing changed. */
export async function saveAndEmit(
  unit: Unit,
  type: string,
  row: Row<Kind>,
  before: JsonObject,
): Promise<void> {
  await unit.save(row);
  const changed = changedFrom(before, render(row));
  if (Object.keys(changed).length > 0) await unit.emit(type, row, changed);
}
