import { createHash } from "node:crypto";
import type { AsideReason } from "@/lib/domain/messages/message-states";

/** What Stripe sent, as it is kept. */
export type SortedEvent = {
  /** Stripe's id; of what has none, a name made of what was sent, so that a repetition is known. */
  id: string;
  type: string;
  objectId: string;
  payload: unknown;
  /** Why it is not processed; null: it is. */
  aside: AsideReason | null;
};

/** NUL, or half of a surrogate pair, as `JSON.stringify` writes them: PostgreSQL stores neither. */
const unstorable = /((?<!\\)(?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g;

/**
 * Sorts the body of a signed webhook. `live` says of which mode our key is; null: it does not say. Never throws: what
 * cannot be processed is kept with its reason, so that staff see it and Stripe stops repeating it.
 */
export function sortEvent(rawBody: string, live: boolean | null): SortedEvent {
  const parsed = parse(rawBody);
  const text = JSON.stringify(parsed ?? { text: rawBody });
  const payload: unknown = JSON.parse(text.replaceAll(unstorable, "$1\\ufffd"));
  const event = isRecord(payload) ? payload : {};
  const object = isRecord(event.data) ? event.data.object : null;
  return {
    id: textOf(event.id) || `unnamed_${createHash("sha256").update(rawBody).digest("hex").slice(0, 32)}`,
    type: textOf(event.type),
    objectId: isRecord(object) ? textOf(object.id) : "",
    payload,
    aside: parsed === undefined ? "unreadable" : asideOf(event, live, text.search(unstorable) >= 0),
  };
}

function asideOf(
  event: Record<string, unknown>,
  live: boolean | null,
  isUnstorable: boolean,
): AsideReason | null {
  // docs.stripe.com/event-destinations#thin-events: they name an object of the second API and hold none.
  if (event.object === "v2.core.event") return "thin";
  if (!textOf(event.id) || !textOf(event.type) || !isRecord(event.data) || !isRecord(event.data.object))
    return "no_data";
  // Only events of connected accounts name one (docs.stripe.com/connect/webhooks).
  if (textOf(event.account)) return "other_account";
  if (live !== null && typeof event.livemode === "boolean" && event.livemode !== live) return "other_mode";
  return isUnstorable ? "nul" : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
