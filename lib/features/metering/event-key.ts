import { createHash } from "node:crypto";
import type { UsageEvent } from "@/lib/domain/metering/event";

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for event ids that are their own key. Others keep their text beside it. */
export const isUuid = (eventId: string): boolean => uuidForm.test(eventId);

/**
 * The 128 bits by which an event is known in its tenant. A UUID in lower case is its own key, so ids that grow with time
 * (UUIDv7) are stored in their order and cost least; any other id is hashed (SHA-256) and marked as version 8 (RFC 9562).
 */
export function eventKey(eventId: string): string {
  return isUuid(eventId) ? eventId : hashedKey(eventId);
}

/** 128 bits of the hash of a text, as a UUID of version 8. */
export function hashedKey(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  const variant = "89ab"[Number.parseInt(hex[16] ?? "0", 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** 64 bits over all that an event says besides its id, whatever the order of its properties. */
export function fingerprint({ eventName, occurredAt, properties }: UsageEvent, hasOwnTime: boolean): bigint {
  const names = Object.keys(properties).sort();
  // An event without a time of its own is the same event when it is sent again later.
  const said = [
    eventName,
    hasOwnTime ? occurredAt.getTime() : null,
    ...names.map((name) => [name, properties[name]]),
  ];
  return createHash("sha256").update(JSON.stringify(said)).digest().readBigInt64BE();
}
