import type { EventDataOf } from "./event-data";

/**
 * Everything that the SaaS's own servers are told, by the kind of object that it is about. Receivers compare these names, so
 * a name stays as it is once it has been released. The words of each are in `lib/i18n/messages`, at `webhooks.types`.
 */
export const eventNames = {
  tenant: ["created", "updated", "closed", "reopened"],
  member: ["invited", "added", "role_changed", "updated", "removed"],
  license: [
    "activated",
    "trial_began",
    "changed",
    "renewed",
    "renewal_stopped",
    "renewal_resumed",
    "payment_changed",
    "suspended",
    "resumed",
    "ended",
  ],
  order: ["placed", "completed", "failed", "cancelled"],
  reservation: ["created", "applied", "cancelled", "failed"],
  invoice: ["upcoming", "finalized", "paid", "voided", "uncollectible"],
  payment: ["succeeded", "failed", "action_required"],
  refund: ["created", "failed"],
  dispute: ["opened", "answered", "won", "lost", "closed"],
  usage: ["threshold"],
  mau: ["threshold"],
  quote: ["sent", "accepted", "declined", "withdrawn", "expired"],
  /** Sent when an administrator tries an endpoint out. It concerns no tenant. */
  webhook: ["test"],
} as const satisfies Record<string, readonly string[]>;

export type EventArea = keyof typeof eventNames;

export type EventType = {
  [Area in EventArea]: `${Area}.${(typeof eventNames)[Area][number]}`;
}[EventArea];

export const eventAreas = Object.keys(eventNames) as EventArea[];

export const eventTypesOf = (area: EventArea): EventType[] =>
  eventNames[area].map((name) => `${area}.${name}` as EventType);

export const testEventType: EventType = "webhook.test";

/** Those that an endpoint can choose: all but the test event, which goes to the endpoint that is tried out. */
export const eventTypes: EventType[] = eventAreas
  .flatMap(eventTypesOf)
  .filter((type) => type !== testEventType);

export const isEventType = (text: string): text is EventType => (eventTypes as string[]).includes(text);

/** The kinds of objects that an event carries. */
export type EventObject = keyof EventDataOf;

const objectOfArea: Record<EventArea, EventObject> = {
  tenant: "tenant",
  member: "member",
  license: "license",
  order: "order",
  reservation: "reservation",
  invoice: "invoice",
  payment: "invoice",
  refund: "refund",
  dispute: "dispute",
  usage: "alert",
  mau: "alert",
  quote: "quote",
  webhook: "test",
};

/** What the `data` of an event is. */
export function objectOf(type: EventType): EventObject {
  if (type === "invoice.upcoming") return "upcoming_invoice";
  // What waits for the payer's bank may be several invoices: the license says where they are paid.
  if (type === "payment.action_required") return "license";
  return objectOfArea[type.slice(0, type.indexOf(".")) as EventArea];
}
