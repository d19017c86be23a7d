import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { outboxMessages, stripeEvents } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { Refused } from "@/lib/domain/errors";
import { readableParameters } from "@/lib/features/foundation/outbox/operations";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type Direction, directions, type MessageRow } from "./message-view";
import { readEventRows, readMessageRows } from "./read-rows";

export type MessageDetails = MessageRow & {
  /** What it says, as JSON; null once it is no longer kept. Undefined: not for this reader. */
  payload?: string | null;
};

const one = { limit: 1, offset: 0 };

/** One message whole. What it says is for those who must explain what happened: sales reps do without. */
export const readMessage = useCase(staff("messages.view"), {
  input: z.strictObject({ direction: z.enum(directions), id: z.string().min(1).max(300) }),
  async read({ ctx, tx, input: { direction, id } }): Promise<MessageDetails> {
    const roles = rolesOf(ctx.actor, null);
    const mayAct = may(roles, "messages.settle");
    const [row] =
      direction === "sent"
        ? await readMessageRows(tx, sql`${outboxMessages.id} = ${id}`, one, mayAct)
        : await readEventRows(tx, eq(stripeEvents.id, id), one, mayAct);
    if (!row) throw new Refused("not_found");
    if (!may(roles, "messages.read_payload")) return row;
    const payload = await payloadOf(tx, direction, id);
    return { ...row, payload: payload === null ? null : JSON.stringify(payload, null, 2) };
  },
});

async function payloadOf(tx: Transaction, direction: Direction, id: string): Promise<unknown> {
  if (direction === "received") {
    const [event] = await tx.select().from(stripeEvents).where(eq(stripeEvents.id, id));
    return event?.payload ?? null;
  }
  const [message] = await tx.select().from(outboxMessages).where(sql`${outboxMessages.id} = ${id}`);
  return message ? readableParameters(message.operation, message.parameters) : null;
}
