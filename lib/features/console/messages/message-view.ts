import type { FailureCause } from "@/lib/domain/messages/failure-cause";
import type { AsideReason, InboxState, OutboxState } from "@/lib/domain/messages/message-states";

/** `received`: events from Stripe. `sent`: what Choba tells Stripe, and mails. */
export const directions = ["received", "sent"] as const;
export type Direction = (typeof directions)[number];

/** A message as plain JSON. Instants are ISO 8601. */
export type MessageRow = {
  id: string;
  /** The type of an event (`invoice.paid`), or the operation of a message (`stripe.subscription.sync`). */
  kind: string;
  /** The object at Stripe, or whom a mail goes to. */
  about: string | null;
  tenant: { slug: string; name: string } | null;
  state: InboxState | OutboxState;
  receivedAt: string;
  closedAt: string | null;
  attempts: number;
  /** Seconds until the next attempt; null where there is none. */
  nextInSeconds: number | null;
  reason: FailureCause | AsideReason | null;
  /** What the outside, or the error, said. */
  detail: string | null;
  /** Who skipped it or had it sent anew, and why. */
  settled: { by: string; reason: string | null } | null;
  mayRetry: boolean;
  maySkip: boolean;
  /** Not skipped, because money may have moved. */
  isMoving: boolean;
};

export type MessagePage = {
  rows: MessageRow[];
  total: number;
  page: number;
  pageSize: number;
  ignored: string[];
};
