import { eq, sql } from "drizzle-orm";
import { outboxMessages, stripeEvents } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";

/** One message to the outside, locked. Refuses while a process is carrying it out. */
export async function lockMessage(tx: Transaction, id: string) {
  const [row] = await tx
    .select({
      message: outboxMessages,
      isClaimed: sql<boolean>`coalesce(${outboxMessages.claimedUntil} > clock_timestamp(), false)`,
    })
    .from(outboxMessages)
    .where(sql`${outboxMessages.id} = ${id}`)
    .for("update");
  if (!row) throw new Refused("not_found");
  if (row.message.state === "pending" && row.isClaimed) throw new Refused("busy");
  return row.message;
}

/** One event, locked. */
export async function lockEvent(tx: Transaction, id: string) {
  const [event] = await tx.select().from(stripeEvents).where(eq(stripeEvents.id, id)).for("update");
  if (!event) throw new Refused("not_found");
  return event;
}
