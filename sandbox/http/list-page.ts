import { invalid, noSuch } from "../core/errors";
import { type JsonObject, listOf } from "../core/json";
import type { Params } from "../params/params";
import { type Kind, NAMES_IN_ERRORS, type Row } from "../store/kinds";
import { render } from "../store/render";
import type { Unit } from "../store/unit";

export const CURSORS = ["limit", "starting_after", "ending_before"];
/** Most lists can also be filtered by `created`. */
export const PAGING = [...CURSORS, "created"];

/** One page of a kind, newest first. `where` compares top-level fields; `accepts` is for every other condition. */
export async function listPage<K extends Kind>(
  unit: Unit,
  kind: K,
  params: Params,
  url: string,
  where: { [field: string]: string | undefined } = {},
  accepts: (row: Row<K>) => boolean = () => true,
): Promise<JsonObject> {
  const fields: { [field: string]: string } = {};
  for (const [key, value] of Object.entries(where)) if (value !== undefined) fields[key] = value;
  const inTime = createdFilter(params);
  const rows = (await unit.all(kind, fields))
    .filter((row) => inTime(createdOf(row)) && accepts(row))
    .reverse();
  return page(rows, params, url, NAMES_IN_ERRORS[kind] ?? kind);
}

/** One page of these rows. The rows come newest first. */
function page<K extends Kind>(rows: Row<K>[], params: Params, url: string, what: string): JsonObject {
  const picked = pickPage(rows, params, what);
  return listOf(
    picked.data.map((row) => render(row)),
    url,
    picked.hasMore,
  ) as unknown as JsonObject;
}

export function pickPage<T extends { id: string }>(
  rows: T[],
  params: Params,
  what: string,
): { data: T[]; hasMore: boolean } {
  const limit = params.integer("limit") ?? 10;
  if (limit < 1 || limit > 100) {
    throw invalid("Limit must be between 1 and 100.", "limit", "parameter_invalid_integer");
  }
  const after = params.text("starting_after");
  const before = params.text("ending_before");
  if (after && before) throw invalid("You may only specify one of starting_after and ending_before.");
  if (before) {
    const end = placeOf(rows, before, "ending_before", what);
    const start = Math.max(0, end - limit);
    return { data: rows.slice(start, end), hasMore: start > 0 };
  }
  const start = after ? placeOf(rows, after, "starting_after", what) + 1 : 0;
  return { data: rows.slice(start, start + limit), hasMore: start + limit < rows.length };
}

function placeOf(rows: { id: string }[], id: string, param: string, what: string): number {
  const place = rows.findIndex((row) => row.id === id);
  if (place < 0) throw noSuch(what, id, param, 400);
  return place;
}

function createdOf(row: Row<Kind>): number {
  return "created" in row.data ? row.data.created : "date" in row.data ? row.data.date : 0;
}

/** `created=123` or `created[gte]=123`. */
function createdFilter(params: Params, key = "created"): (instant: number) => boolean {
  const raw = params.raw(key);
  if (raw === undefined) return () => true;
  if (typeof raw === "string") {
    const exact = params.integer(key);
    return (instant) => instant === exact;
  }
  const range = params.child(key)?.only("gt", "gte", "lt", "lte");
  const [gt, gte, lt, lte] = ["gt", "gte", "lt", "lte"].map((name) => range?.integer(name));
  return (instant) =>
    (gt === undefined || instant > gt) &&
    (gte === undefined || instant >= gte) &&
    (lt === undefined || instant < lt) &&
    (lte === undefined || instant <= lte);
}
