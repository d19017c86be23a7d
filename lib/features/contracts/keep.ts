import type { Id } from "@/lib/domain/ids";
import type { Context } from "../shared/context";
import { applyDueContracts } from "./apply-due";
import { remindOfEnd } from "./remind";

/** Brings a tenant's contracts to the present, then tells people what comes next. Safe to repeat. */
export async function keepContract(ctx: Context, tenantId: Id<"tenant">): Promise<void> {
  await applyDueContracts(ctx, tenantId);
  await remindOfEnd(ctx, tenantId);
}
