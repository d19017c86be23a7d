import { desc, eq, type SQL, sql } from "drizzle-orm";
import { outboxMessages, stripeEvents, tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { failureCause, reasonOf } from "@/lib/domain/messages/failure-cause";
import { isRepeatable, movesMoney } from "@/lib/features/foundation/outbox/operations";
import type { MessageRow } from "./message-view";

type Range = { limit: number; offset: number };
type Event = typeof stripeEvents.$inferSelect;
type Message = typeof outboxMessages.$inferSelect;

const nextIn = (column: typeof stripeEvents.nextAttemptAt | typeof outboxMessages.nextAttemptAt) =>
  sql<number | null>`greatest(0, ceil(extract(epoch from ${column} - clock_timestamp())))::int`;

/** Events, newest first. `mayAct`: the reader may have them tried again. */
export async function readEventRows(
  tx: Transaction,
  where: SQL,
  { limit, offset }: Range,
  mayAct: boolean,
): Promise<MessageRow[]> {
  const rows = await tx
    .select({ event: stripeEvents, next: nextIn(stripeEvents.nextAttemptAt) })
    .from(stripeEvents)
    .where(where)
    .orderBy(desc(stripeEvents.receivedAt), desc(stripeEvents.id))
    .limit(limit)
    .offset(offset);
  return rows.map(({ event, next }) => ({
    id: event.id,
    kind: event.type,
    about: event.objectId || null,
    tenant: null,
    state: event.state,
    receivedAt: event.receivedAt.toISOString(),
    closedAt: event.processedAt?.toISOString() ?? null,
    attempts: event.attempts,
    nextInSeconds: event.state === "pending" ? next : null,
    reason: reasonOf({ ...event, errorDetail: null }),
    detail: event.lastError,
    settled: settledOf(event),
    mayRetry: mayAct && canProcess(event),
    maySkip: mayAct && ["pending", "refused", "set_aside"].includes(event.state),
    isMoving: false,
  }));
}

/** True of an event that may be processed (again): it is ours, and its payload is still there. */
export const canProcess = ({ state, asideReason, payload }: Event): boolean =>
  payload !== null && state !== "done" && (asideReason === null || asideReason === "nul");

/** Messages to the outside, newest first. */
export async function readMessageRows(
  tx: Transaction,
  where: SQL,
  { limit, offset }: Range,
  mayAct: boolean,
): Promise<MessageRow[]> {
  const rows = await tx
    .select({
      message: outboxMessages,
      next: nextIn(outboxMessages.nextAttemptAt),
      tenant: { slug: tenants.slug, name: tenants.name },
    })
    .from(outboxMessages)
    .leftJoin(tenants, eq(tenants.id, outboxMessages.tenantId))
    .where(where)
    .orderBy(desc(outboxMessages.createdAt), desc(outboxMessages.id))
    .limit(limit)
    .offset(offset);
  return rows.map(({ message, next, tenant }) => ({
    id: message.id,
    kind: message.operation,
    about: recipientOf(message.parameters),
    tenant,
    state: message.state,
    receivedAt: message.createdAt.toISOString(),
    closedAt: message.closedAt?.toISOString() ?? null,
    attempts: message.attempts,
    nextInSeconds: message.state === "pending" ? next : null,
    reason: failureCause(message),
    detail: message.errorDetail ?? message.lastError,
    settled: settledOf(message),
    mayRetry: mayAct && canSend(message),
    maySkip: mayAct && canSkip(message),
    isMoving: movesMoney(message.operation),
  }));
}

/** True of a message that may be tried now, or be sent anew. */
export const canSend = ({ state, operation, parameters }: Message): boolean =>
  state === "pending" || (state === "refused" && isRepeatable(operation, parameters));

export const canSkip = ({ state, operation }: Message): boolean =>
  state === "refused" || (state === "pending" && !movesMoney(operation));

const settledOf = ({ settledBy, skipReason }: Pick<Message, "settledBy" | "skipReason">) =>
  settledBy === null ? null : { by: settledBy, reason: skipReason };

const recipientOf = (parameters: unknown): string | null =>
  typeof parameters === "object" && parameters !== null && "to" in parameters ? String(parameters.to) : null;
