import type { EventType } from "./event-types";

/** What decides whether something is to be told of an invoice. */
export type InvoiceState = {
  status: "draft" | "open" | "paid" | "void" | "uncollectible";
  finalizedAt: Date | null;
  paidMinor: bigint;
  attempts: number;
  isSent: boolean;
};

/** `name` tells one fact from another of the same invoice: the same fact, noted twice, is told once. */
export type InvoiceEvent = { type: EventType; name: string };

/** An invoice that is read for the first time so long after it became final is history, and not told. */
const newsMs = 3 * 86_400_000;

/** What has happened to an invoice between two reads of it, in the order in which it happens. */
export function invoiceEvents(before: InvoiceState | null, after: InvoiceState, now: Date): InvoiceEvent[] {
  if (!after.finalizedAt) return [];
  if (!before && now.getTime() - after.finalizedAt.getTime() > newsMs) return [];
  const events: InvoiceEvent[] = [];
  const tell = (type: EventType, name = type as string) => events.push({ type, name });
  if (!before?.finalizedAt) tell("invoice.finalized");
  if (after.status === "open" && !after.isSent && after.attempts > (before?.attempts ?? 0))
    tell("payment.failed", `payment.failed:${after.attempts}`);
  if (after.paidMinor > (before?.paidMinor ?? 0n))
    tell("payment.succeeded", `payment.succeeded:${after.paidMinor}`);
  if (after.status !== before?.status) {
    if (after.status === "paid") tell("invoice.paid");
    if (after.status === "void") tell("invoice.voided");
    if (after.status === "uncollectible") tell("invoice.uncollectible");
  }
  return events;
}
