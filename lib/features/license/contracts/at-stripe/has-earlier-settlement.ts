import { and, eq, lt } from "drizzle-orm";
import { outboxMessages } from "@/drizzle/schema";
import { inTenant } from "@/lib/db/transaction";
import type { Message } from "@/lib/features/foundation/outbox/handler";

/** What one settlement left unfinished is finished before the next message: ids grow with time. */
export async function hasEarlier({ tenantId, id }: Message): Promise<boolean> {
  const [earlier] = await inTenant(tenantId, (tx) =>
    tx
      .select({ id: outboxMessages.id })
      .from(outboxMessages)
      .where(
        and(
          eq(outboxMessages.tenantId, tenantId),
          eq(outboxMessages.operation, "stripe.contract.settle"),
          eq(outboxMessages.state, "pending"),
          lt(outboxMessages.id, id),
        ),
      )
      .limit(1),
  );
  return earlier !== undefined;
}
