import { type JsonObject, listOf } from "../core/json";
import type { Kind, Row } from "./kinds";
import { isKind } from "./kinds";

/** How many lines an invoice contains. The others are only in the list of its lines. */
const EMBEDDED_LINES = 10;

/** The object as the API shows it, before expansion. */
export function render(row: Row<Kind>): JsonObject {
  if (row.deleted) return { id: row.id, object: row.data.object, deleted: true };
  if (isKind(row, "invoice")) {
    const { lines } = row.hidden;
    return asJson({
      ...row.data,
      lines: listOf(lines.slice(0, EMBEDDED_LINES), row.data.lines.url, lines.length > EMBEDDED_LINES),
    });
  }
  if (isKind(row, "discount") && row.hidden.isGone) {
    const { end: _end, ...rest } = row.data;
    return asJson({ ...rest, deleted: true });
  }
  return asJson(row.data);
}

/** A copy as sent over HTTP, without undefined fields. */
function asJson(data: object): JsonObject {
  return JSON.parse(JSON.stringify(data)) as JsonObject;
}
