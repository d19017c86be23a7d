import { type SQL, sql } from "drizzle-orm";
import { outboxMessages, stripeEvents, tenants } from "@/drizzle/schema";
import { contains } from "@/lib/db/folded";
import { failedAfterAttempts, inboxStates, outboxStates } from "@/lib/domain/messages/message-states";
import { operationsToldElsewhere } from "@/lib/features/foundation/outbox/operations";
import type { Direction } from "./message-view";

/** Events that staff should look at. */
export const isFailedEvent: SQL = sql`(${stripeEvents.state} in ('refused', 'set_aside')
  or (${stripeEvents.processedAt} is null and ${stripeEvents.attempts} >= ${failedAfterAttempts}))`;

const toldElsewhere = sql.join(
  operationsToldElsewhere.map((operation) => sql`${operation}`),
  sql`, `,
);

/** Messages that staff should look at. */
export const isFailedMessage: SQL = sql`(
  (${outboxMessages.state} = 'refused' and ${outboxMessages.operation} not in (${toldElsewhere}))
  or (${outboxMessages.state} = 'pending' and ${outboxMessages.attempts} >= ${failedAfterAttempts}))`;

const tables = {
  received: {
    state: stripeEvents.state,
    states: inboxStates,
    failed: isFailedEvent,
    searched: [stripeEvents.id, stripeEvents.type, stripeEvents.objectId],
  },
  sent: {
    state: outboxMessages.state,
    states: outboxStates,
    failed: isFailedMessage,
    searched: [
      outboxMessages.id,
      outboxMessages.operation,
      sql`coalesce(${tenants.name}, '')`,
      sql`coalesce(${outboxMessages.parameters} ->> 'to', '')`,
    ],
  },
} as const;

/** What the address asks for as conditions, and the filters in it that make no sense. */
export function conditionsOf(
  direction: Direction,
  words: string,
  asked: Readonly<Record<string, string>>,
): { where: SQL; ignored: string[] } {
  const { state, states, failed, searched } = tables[direction];
  const all: SQL[] = [sql`true`];
  const read = new Set<string>();
  const add = (name: string, condition: SQL | null) => {
    if (!condition) return;
    read.add(name);
    all.push(condition);
  };
  if (words)
    all.push(
      sql`(${sql.join(
        searched.map((column) => contains(column, words)),
        sql` or `,
      )})`,
    );
  const wanted = (states as readonly string[]).find((each) => each === asked.state);
  add("state", asked.state === "failed" ? failed : wanted ? sql`${state} = ${wanted}` : null);
  if (direction === "sent") add("kind", kindCondition(asked.kind));
  return {
    where: sql.join(all, sql` and `),
    ignored: Object.keys(asked).filter((name) => asked[name] && !read.has(name)),
  };
}

function kindCondition(kind: string | undefined): SQL | null {
  if (kind === "mail") return sql`${outboxMessages.operation} like 'mail.%'`;
  return kind === "stripe" ? sql`${outboxMessages.operation} like 'stripe.%'` : null;
}
