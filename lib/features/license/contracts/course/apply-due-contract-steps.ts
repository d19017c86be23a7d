import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { applyDueContracts } from "./apply-due-contracts";
import { remindOfEnd } from "./remind-of-end";

/** Brings a tenant's contracts to the present, then tells people what comes next. Safe to repeat. */
export async function applyDueContractSteps(ctx: Context, tenantId: Id<"tenant">): Promise<void> {
  await applyDueContracts(ctx, tenantId);
  await remindOfEnd(ctx, tenantId);
}
