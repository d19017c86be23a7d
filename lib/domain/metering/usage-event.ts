import type { FieldError } from "../errors";

/** What an event carries beside its name: texts, numbers and truth values, as the SaaS sends them. */
export type EventProperties = Readonly<Record<string, string | number | boolean>>;

/**
 * One thing that happened, as it was accepted. It never changes, and (tenant, event id) identifies it for
 * ever.
 */
export type UsageEvent = {
  eventId: string;
  /** Tenant id or slug, as the SaaS sent it. */
  tenant: string;
  eventName: string;
  occurredAt: Date;
  properties: EventProperties;
};

export const eventLimits = {
  /** The longest id, name and property name, in characters. */
  longestName: 255,
  longestText: 1_000,
  properties: 50,
  /** How far a sender's clock may be ahead of ours. */
  aheadMinutes: 5,
} as const;

/** Names of events that Choba writes itself begin with this. */
export const ownNames = "choba.";

export type Checked<T> = { ok: true; value: T } | { ok: false; errors: FieldError[] };

/** Events are accepted if their time lies between these. */
export type AcceptedTimes = { earliest: Date; latest: Date };

/**
 * Checks one event of the form `{event_id, customer_id | tenant_id, event_name, timestamp?, metadata?}`.
 * Without a timestamp it happened `now`. Every broken rule is reported with its field; nothing is thrown.
 */
export function checkEvent(raw: unknown, now: Date, times: AcceptedTimes): Checked<UsageEvent> {
  if (!isRecord(raw)) return { ok: false, errors: [{ field: "", ...notA("object") }] };
  const errors: FieldError[] = [];
  const eventId = requiredText(raw.event_id, "event_id", errors);
  const eventName = requiredText(raw.event_name, "event_name", errors);
  const named = raw.tenant_id === undefined ? "customer_id" : "tenant_id";
  if (eventName.startsWith(ownNames)) errors.push({ field: "event_name", rule: "reserved_name" });
  const tenant = requiredText(raw[named], named, errors);
  const occurredAt = timestamp(raw.timestamp, now, times, errors);
  const properties = metadata(raw.metadata, errors);
  for (const field of Object.keys(raw)) if (!known.has(field)) errors.push({ field, rule: "unknown_field" });
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, value: { eventId, tenant, eventName, occurredAt, properties } };
}

const known = new Set(["event_id", "event_name", "customer_id", "tenant_id", "timestamp", "metadata"]);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const notA = (expected: "object" | "scalar" | "string") => ({ rule: "wrong_type", params: { expected } });

function requiredText(value: unknown, field: string, errors: FieldError[]): string {
  if (value === undefined || value === null) errors.push({ field, rule: "required" });
  else if (typeof value !== "string") errors.push({ field, ...notA("string") });
  else if (value.trim() === "") errors.push({ field, rule: "required" });
  else if (value.length > eventLimits.longestName)
    errors.push({ field, rule: "too_long", params: { maximum: eventLimits.longestName } });
  else if (!isStorable(value)) errors.push({ field, rule: "foreign_id" });
  else return value;
  return "";
}

/** True without control characters and lone surrogates, which a database cannot keep unchanged. */
const isStorable = (text: string): boolean => !/[\p{Cc}\p{Surrogate}]/u.test(text);

/** ISO 8601 with an offset or Z. */
const isoInstant = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/;

/**
 * Milliseconds since 1970. NaN for text that is no instant, also for a day that its month does not have (30
 * February).
 */
function instantOf(text: string): number {
  const [, year, month, day] = isoInstant.exec(text) ?? [];
  const daysInMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(day) <= daysInMonth ? Date.parse(text) : Number.NaN;
}

function timestamp(value: unknown, now: Date, times: AcceptedTimes, errors: FieldError[]): Date {
  const field = "timestamp";
  if (value === undefined || value === null) return now;
  const at = typeof value === "string" ? instantOf(value) : Number.NaN;
  if (Number.isNaN(at)) errors.push({ field, rule: "not_an_instant" });
  else if (at > times.latest.getTime())
    errors.push({ field, rule: "in_the_future", params: { minutes: eventLimits.aheadMinutes } });
  else if (at < times.earliest.getTime())
    errors.push({ field, rule: "before_accepted", params: { earliest: times.earliest.toISOString() } });
  return new Date(at);
}

function metadata(value: unknown, errors: FieldError[]): EventProperties {
  const field = "metadata";
  if (value === undefined || value === null) return {};
  if (!isRecord(value)) {
    errors.push({ field, ...notA("object") });
    return {};
  }
  const names = Object.keys(value);
  if (names.length > eventLimits.properties)
    errors.push({ field, rule: "too_many", params: { maximum: eventLimits.properties } });
  for (const name of names) {
    const rule = brokenRule(name, value[name]);
    if (rule) errors.push({ field: `${field}.${name}`, ...rule });
  }
  return value as EventProperties;
}

function brokenRule(name: string, value: unknown): Omit<FieldError, "field"> | null {
  if (name.length > eventLimits.longestName || !isStorable(name))
    return { rule: "too_long", params: { maximum: eventLimits.longestName } };
  if (typeof value === "boolean") return null;
  if (typeof value === "number") return Number.isFinite(value) ? null : { rule: "not_finite" };
  if (typeof value !== "string") return notA("scalar");
  if (value.length > eventLimits.longestText)
    return { rule: "too_long", params: { maximum: eventLimits.longestText } };
  return isStorable(value) ? null : { rule: "control_characters" };
}
