import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import type { MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import {
  changeContract,
  findRunningContract,
  findScheduledContract,
} from "@/lib/features/license/contracts/record/queries";
import { termFacts } from "@/lib/features/license/contracts/record/term-facts";
import { lockLicense } from "@/lib/features/license/lifecycle/queries";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";

/**
 * Calls off what waits for its day, be it another contract or the end of the running one. Refuses `too_late` from the
 * instant on at which it happens, even if it has not been carried out yet.
 */
export const cancelScheduled = useCase(tenant("contract.manage", { locks: true }), {
  input: z.strictObject({}),
  async write({ ctx, tx, tenantId, audit }): Promise<MessageReference[]> {
    await lockLicense(tx, tenantId);
    const running = await findRunningContract(tx, tenantId);
    const scheduled = await findScheduledContract(tx, tenantId);
    if (scheduled) {
      if (scheduled.startsAt <= ctx.now) throw new Refused("too_late");
      await changeContract(tx, scheduled, { state: "cancelled", endedAt: ctx.now });
      await audit({ action: "contract.schedule_cancelled", before: termFacts(scheduled) });
      return [await enqueueSync(tx, ctx, tenantId)];
    }
    if (!running?.endingAt) throw new Refused("nothing_pending");
    if (running.endingAt <= ctx.now) throw new Refused("too_late");
    await changeContract(tx, running, { endingAt: null });
    const before = { contractId: running.id, endingAt: running.endingAt.toISOString() };
    await audit({ action: "contract.end_cancelled", before });
    return [await enqueueSync(tx, ctx, tenantId)];
  },
  async afterCommit({ ctx }, messages): Promise<null> {
    for (const message of messages) await processMessage(ctx, message);
    return null;
  },
});
