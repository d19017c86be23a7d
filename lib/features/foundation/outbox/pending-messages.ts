import { and, asc, eq } from "drizzle-orm";
import { outboxMessages } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { type OperationName, type OperationParameters, operations } from "./operations";

/** The pending messages of one operation for a tenant, oldest first. */
export async function pendingMessages<Name extends OperationName>(
  tx: Transaction,
  tenantId: Id<"tenant">,
  operation: Name,
): Promise<{ id: Id<"message">; parameters: OperationParameters<Name> }[]> {
  const rows = await tx
    .select({ id: outboxMessages.id, parameters: outboxMessages.parameters })
    .from(outboxMessages)
    .where(
      and(
        eq(outboxMessages.tenantId, tenantId),
        eq(outboxMessages.state, "pending"),
        eq(outboxMessages.operation, operation),
      ),
    )
    .orderBy(asc(outboxMessages.id));
  return rows.map(({ id, parameters }) => ({
    id,
    parameters: operations[operation].parse(parameters) as OperationParameters<Name>,
  }));
}
