import { inTenant, type Transaction } from "@/lib/db/transaction";
import { nextStep } from "@/lib/domain/contract/timeline";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import type { MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { findRunningContract, findScheduledContract } from "@/lib/features/license/contracts/record/queries";
import { termFacts } from "@/lib/features/license/contracts/record/term-facts";
import { lockLicense } from "@/lib/features/license/lifecycle/queries";
import { beginDuePeriods } from "@/lib/features/license/renewal/begin-due-periods";
import { beginContract, renewContract } from "./begin-contract";
import { finishContract } from "./finish-contract";

/**
 * Lets happen what is due by now, each on its own day and in its order: beginnings, ends, renewals. In one
 * transaction under the license's lock, so running twice, at once or after a crash changes nothing more.
 */
export async function applyDueContracts(ctx: Context, tenantId: Id<"tenant">): Promise<void> {
  const messages = await inTenant(tenantId, (tx) => applyDue(tx, ctx, tenantId));
  // One after the other: a later one may count on what an earlier one made.
  for (const message of messages) await processMessage(ctx, message);
}

async function applyDue(tx: Transaction, ctx: Context, tenantId: Id<"tenant">): Promise<MessageReference[]> {
  await lockLicense(tx, tenantId);
  // What comes to an end is billed up to there first.
  await beginDuePeriods(tx, ctx, tenantId);
  const messages: MessageReference[] = [];
  for (;;) {
    const done = await applyNext(tx, ctx, tenantId);
    if (!done) return messages;
    messages.push(...done);
  }
}

/** Null when nothing is due any more. */
async function applyNext(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
): Promise<MessageReference[] | null> {
  const running = await findRunningContract(tx, tenantId);
  const scheduled = await findScheduledContract(tx, tenantId);
  const step = nextStep(running, scheduled);
  if (!step || step.at > ctx.now) return null;
  if (step.kind === "start" && scheduled) {
    await recordAudit(tx, ctx, tenantId, {
      action: "contract.begin",
      before: running && termFacts(running),
      after: termFacts(scheduled),
    });
    return (await beginContract(tx, ctx, scheduled)).messages;
  }
  invariant(running, "only a running contract ends or is renewed");
  if (step.kind === "end") return finishContract(tx, ctx, running, step.at);
  const renewed = await renewContract(tx, running);
  await recordAudit(tx, ctx, tenantId, {
    action: "contract.renew",
    before: { contractId: running.id, endsAt: running.termEndsAt?.toISOString() },
    after: { endsAt: renewed.termEndsAt?.toISOString() },
  });
  return [];
}
