import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import { startOfDay } from "@/lib/domain/time/day-window";
import { instant, requiredRemark } from "@/lib/features/foundation/input/input-rules";
import type { MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import {
  changeContract,
  findRunningContract,
  findScheduledContract,
} from "@/lib/features/license/contracts/record/queries";
import { beginDuePeriods } from "@/lib/features/license/renewal/begin-due-periods";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";
import { finishContract } from "./finish-contract";

/**
 * Ends the running contract, today or on a day to come before its agreed end: that day is the first one on which nothing
 * is held. The tenant falls back to Free.
 */
export const endContract = useCase(tenant("contract.manage", { locks: true }), {
  input: z.strictObject({
    /** ISO 8601 with an offset; its day counts. Null: today. */
    at: instant.nullable().default(null),
    reason: requiredRemark(500),
  }),
  async write({ ctx, input, tx, tenantId, audit }): Promise<MessageReference[]> {
    await beginDuePeriods(tx, ctx, tenantId);
    const running = await findRunningContract(tx, tenantId);
    if (!running) throw new Refused("license_is_free");
    if (running.endingAt || (await findScheduledContract(tx, tenantId))) throw new Refused("change_pending");
    const at = startOfDay(input.at ? new Date(input.at) : ctx.now, running.timeZone);
    if (input.at && at <= ctx.now) throw wrong("not_in_future");
    if (running.termEndsAt && running.atEnd === "free" && at >= running.termEndsAt)
      throw wrong("after_agreed_end");
    const before = { contractId: running.id, endsAt: running.termEndsAt?.toISOString() ?? null };
    if (!input.at) {
      await audit({ action: "contract.terminate", before, after: { reason: input.reason } });
      return finishContract(tx, ctx, running, at);
    }
    await changeContract(tx, running, { endingAt: at });
    const after = { endingAt: at.toISOString(), reason: input.reason };
    await audit({ action: "contract.end_scheduled", before, after });
    return [await enqueueSync(tx, ctx, tenantId)];
  },
  async afterCommit({ ctx }, messages): Promise<null> {
    for (const message of messages) await processMessage(ctx, message);
    return null;
  },
});

const wrong = (rule: string) => new Refused("invalid_input", { fields: [{ field: "at", rule }] });
