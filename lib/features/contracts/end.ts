import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import { fromUnixSeconds, toUnixSeconds } from "@/lib/domain/time/billing-anchor";
import { lockLicense } from "../license/queries";
import type { MessageReference } from "../outbox/enqueue-message";
import { processMessage } from "../outbox/process-message";
import { command } from "../shared/command";
import { instant, requiredLine } from "../shared/rules";
import { finishContract } from "./finish";
import { changeContract, findRunningContract, findScheduledContract } from "./queries";
import { tellEndDate } from "./stripe-end-date";

/** Ends the running contract, now or at an instant to come before its agreed end. The tenant falls back to Free. */
export const endContract = command({
  action: "contract.manage",
  locks: true,
  input: z.strictObject({
    /** ISO 8601 with an offset; null: now. */
    at: instant.nullable().default(null),
    reason: requiredLine(500),
  }),
  async run({ ctx, input, tx, tenantId, audit }): Promise<MessageReference[]> {
    await lockLicense(tx, tenantId);
    const running = await findRunningContract(tx, tenantId);
    if (!running) throw new Refused("license_is_free");
    if (running.endingAt || (await findScheduledContract(tx, tenantId))) throw new Refused("change_pending");
    const at = fromUnixSeconds(toUnixSeconds(input.at ? new Date(input.at) : ctx.now));
    if (input.at && at <= ctx.now) throw wrong("not_in_future");
    if (running.termEndsAt && running.atEnd === "free" && at >= running.termEndsAt)
      throw wrong("after_agreed_end");
    const before = { contractId: running.id, endsAt: running.termEndsAt?.toISOString() ?? null };
    if (!input.at) {
      await audit({ action: "contract.end_now", before, after: { reason: input.reason } });
      return finishContract(tx, ctx, running, at);
    }
    await changeContract(tx, running, { endingAt: at });
    const after = { endingAt: at.toISOString(), reason: input.reason };
    await audit({ action: "contract.end_scheduled", before, after });
    return tellEndDate(tx, ctx, running);
  },
  async afterCommit(ctx, _tenantId, messages): Promise<null> {
    for (const message of messages) await processMessage(ctx, message);
    return null;
  },
});

const wrong = (rule: string) => new Refused("invalid_input", { fields: [{ field: "at", rule }] });
