import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { outboxMessages, stripeEvents } from "@/drizzle/schema";
import { machineNow } from "@/lib/clock";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import { actorName, recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { requiredRemark } from "@/lib/features/foundation/input/input-rules";
import { refuseMessage } from "@/lib/features/foundation/outbox/refuse-message";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { lockEvent, lockMessage } from "./lock-message";
import { directions } from "./message-view";
import { canSkip } from "./read-rows";

/**
 * Gives up a message for good, with a reason. One that is still pending ends as if the outside had refused it, so whatever
 * asked for it learns that. Repeated, it changes nothing.
 */
export const skipMessage = useCase(staff("messages.settle"), {
  input: z.strictObject({
    direction: z.enum(directions),
    id: z.string().min(1).max(300),
    reason: requiredRemark(500),
  }),
  async write({ ctx, tx, input: { direction, id, reason }, audit }): Promise<{ skipped: boolean }> {
    if (direction === "sent") return { skipped: await skipSent(tx, ctx, id, reason) };
    const event = await lockEvent(tx, id);
    if (event.state === "skipped") return { skipped: false };
    if (event.state === "done") throw new Refused("nothing_pending");
    await tx
      .update(stripeEvents)
      .set({
        state: "skipped",
        skipReason: reason,
        settledBy: actorName(ctx),
        processedAt: event.processedAt ?? machineNow(),
        nextAttemptAt: null,
      })
      .where(eq(stripeEvents.id, id));
    await audit({ action: "message.skipped", after: { messageId: id, message: event.type, reason } });
    return { skipped: true };
  },
});

async function skipSent(tx: Transaction, ctx: Context, id: string, reason: string): Promise<boolean> {
  const message = await lockMessage(tx, id);
  const { tenantId, operation, state } = message;
  if (state === "skipped") return false;
  if (state === "done" || state === "replaced") throw new Refused("nothing_pending");
  if (!canSkip(message))
    throw new Refused("invalid_input", { fields: [{ field: "id", rule: "money_may_have_moved" }] });
  if (state === "pending") await refuseMessage(tx, ctx, message, "skipped");
  await tx
    .update(outboxMessages)
    .set({ state: "skipped", skipReason: reason, settledBy: actorName(ctx) })
    .where(and(eq(outboxMessages.tenantId, tenantId), eq(outboxMessages.id, message.id)));
  await recordAudit(tx, ctx, tenantId, {
    action: "message.skipped",
    after: { messageId: id, message: operation, reason },
  });
  return true;
}
