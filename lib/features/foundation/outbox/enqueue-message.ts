import { and, desc, eq, ne, sql } from "drizzle-orm";
import { outboxMessages } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";
import type { JobPayload } from "@/lib/features/foundation/jobs/job-payloads";
import { type OperationInput, type OperationName, type OperationParameters, operations } from "./operations";

/**
 * Who is expected to carry a message out: the `caller` right after its commit (the worker takes over a little later if
 * that fails), or the `worker` at once.
 */
export type Executor = "caller" | "worker";
const headStart: Record<Executor, string> = { caller: "3 seconds", worker: "0" };

export type MessageReference = JobPayload<"outbox-message">;

/**
 * Commits a message about something to be done outside (Stripe, mail) together with the change that needs it. The
 * request that enqueued it carries it out right after the commit (`processMessage`), or the worker does a little later.
 */
export async function enqueueMessage<Name extends OperationName>(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  operation: Name,
  parameters: OperationInput<Name>,
  executor: Executor = "caller",
  subject: string | null = null,
): Promise<MessageReference> {
  const messageId = newId("message");
  await tx
    .insert(outboxMessages)
    .values({ tenantId, id: messageId, operation, parameters, subject, createdAt: ctx.now });
  await enqueueJob(
    tx,
    "outbox-message",
    { tenantId, messageId },
    { key: `outbox-message:${messageId}`, delay: headStart[executor] },
  );
  return { tenantId, messageId };
}

/** The parameters of the newest pending message of this operation for the tenant, or null. */
export async function pendingParameters<Name extends OperationName>(
  tx: Transaction,
  tenantId: Id<"tenant">,
  operation: Name,
): Promise<OperationParameters<Name> | null> {
  const [row] = await tx
    .select({ parameters: outboxMessages.parameters })
    .from(outboxMessages)
    .where(
      and(
        eq(outboxMessages.tenantId, tenantId),
        eq(outboxMessages.state, "pending"),
        eq(outboxMessages.operation, operation),
      ),
    )
    .orderBy(desc(outboxMessages.id))
    .limit(1);
  return row ? (operations[operation].parse(row.parameters) as OperationParameters<Name>) : null;
}

/**
 * True if another process is carrying out this operation for the tenant now. The caller holds a lock that every such
 * message takes first, so of two messages one sees the other.
 */
export async function isUnderWay(
  tx: Transaction,
  tenantId: Id<"tenant">,
  operation: OperationName,
  except: Id<"message">,
): Promise<boolean> {
  const [other] = await tx
    .select({ id: outboxMessages.id })
    .from(outboxMessages)
    .where(
      and(
        eq(outboxMessages.tenantId, tenantId),
        eq(outboxMessages.operation, operation),
        eq(outboxMessages.state, "pending"),
        ne(outboxMessages.id, except),
        sql`${outboxMessages.claimedUntil} > clock_timestamp()`,
      ),
    )
    .limit(1);
  return other !== undefined;
}
