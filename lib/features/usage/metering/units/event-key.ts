import crypto from "node:crypto";
import type { UsageEvent } from "@/lib/domain/metering/usage-event";

/** SHA-256 as hex; where Node has it, by the way that makes no object of its own. */
const sha256: (text: string) => string = crypto.hash
  ? (text) => crypto.hash("sha256", text)
  : (text) => crypto.createHash("sha256").update(text).digest("hex");

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for event ids that are their own key. Others keep their text beside it. */
const isUuid = (eventId: string): boolean => uuidForm.test(eventId);

/**
 * The 128 bits by which an event is known in its tenant. A UUID in lower case is its own key, so ids that grow with time
 * (UUIDv7) are stored in their order and cost least; any other id is hashed (SHA-256) and marked as version 8 (RFC 9562).
 */
export function eventKey(eventId: string): string {
  return isUuid(eventId) ? eventId : hashedKey(eventId);
}

/** 128 bits of the hash of a text, as a UUID of version 8. */
export function hashedKey(text: string): string {
  const hex = sha256(text);
  const variant = "89ab"[Number.parseInt(hex[16] ?? "0", 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * 64 bits over all that an event says besides its id, whatever the order of its properties; `json` are the properties as
 * `JSON.stringify` writes them.
 */
export function fingerprint(
  { eventName, occurredAt, properties }: UsageEvent,
  hasOwnTime: boolean,
  json = JSON.stringify(properties),
): bigint {
  const names = Object.keys(properties);
  const isSorted = names.every((name, index) => index === 0 || (names[index - 1] as string) < name);
  const sorted = isSorted ? json : sortedJson(properties, names);
  // An event without a time of its own is the same event when it is sent again later.
  const time = hasOwnTime ? occurredAt.getTime() : "";
  // Neither a name nor JSON contains a line's end.
  return BigInt.asIntN(64, BigInt(`0x${sha256(`${eventName}\n${time}\n${sorted}`).slice(0, 16)}`));
}

function sortedJson(properties: UsageEvent["properties"], names: readonly string[]): string {
  const members = [...names]
    .sort()
    .map((name) => `${JSON.stringify(name)}:${JSON.stringify(properties[name])}`);
  return `{${members.join(",")}}`;
}
