import { eq } from "drizzle-orm";
import { z } from "zod";
import { closeHolds } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { actorName } from "@/lib/features/foundation/audit/record-audit";
import { requiredRemark } from "@/lib/features/foundation/input/input-rules";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { getLicense, lockLicense } from "@/lib/features/license/lifecycle/queries";
import { findCloseHold } from "@/lib/features/license/renewal/close-hold";
import { dueMoments } from "@/lib/features/license/renewal/plan-close";
import { billingSettingsOf } from "@/lib/features/usage/billing-settings/billing-settings-of";

const dayMs = 86_400_000;

/** A hold of what is to be invoiced as plain JSON. */
export type ComingHold = { until: string; reason: string; heldBy: string };

/** For those who hold: whether the coming invoices are held, and whether there are any to hold. */
export const readComingHold = useCase(tenant("close.manage"), {
  input: z.strictObject({}),
  async read({ ctx, tx, tenantId }): Promise<{ hold: ComingHold | null; mayHold: boolean }> {
    const found = await findCloseHold(tx, tenantId, ctx.now);
    const hold = found && {
      until: found.heldUntil.toISOString(),
      reason: found.reason,
      heldBy: found.heldBy,
    };
    return { hold, mayHold: (await nextDue(tx, tenantId)) !== null };
  },
});

/**
 * Holds the coming invoices before their closes exist, up to some days after the next one is due, with a reason. Their
 * charges are committed on their day all the same. It ends by itself; a close that began meanwhile is released by itself.
 */
export const holdComing = useCase(tenant("close.manage"), {
  input: z.strictObject({ days: z.int().min(1).max(30), reason: requiredRemark(500) }),
  async write({ ctx, tx, tenantId, input: { days, reason }, audit }): Promise<null> {
    await lockLicense(tx, tenantId);
    const due = await nextDue(tx, tenantId);
    if (!due) throw new Refused("not_found");
    const heldUntil = new Date(Math.max(due.getTime(), ctx.now.getTime()) + days * dayMs);
    const hold = { reason, heldUntil, heldBy: actorName(ctx), createdAt: ctx.now };
    await tx
      .insert(closeHolds)
      .values({ tenantId, ...hold })
      .onConflictDoUpdate({ target: closeHolds.tenantId, set: hold });
    await audit({ action: "close.hold_coming", after: { until: heldUntil.toISOString(), reason } });
    return null;
  },
});

/** Lets the coming invoices go on. Those that exist already and are held are released one by one. */
export const releaseComing = useCase(tenant("close.manage"), {
  input: z.strictObject({}),
  async write({ ctx, tx, tenantId, audit }): Promise<null> {
    await lockLicense(tx, tenantId);
    const hold = await findCloseHold(tx, tenantId, ctx.now);
    if (!hold) return null;
    await tx.delete(closeHolds).where(eq(closeHolds.tenantId, tenantId));
    await audit({ action: "close.release_coming", before: { reason: hold.reason } });
    return null;
  },
});

/** When a close is due next; null: none is to come. */
async function nextDue(tx: Transaction, tenantId: Id<"tenant">): Promise<Date | null> {
  const contract = await findRunningContract(tx, tenantId);
  const settings = await billingSettingsOf(tx);
  const { begins, usage } = dueMoments(await getLicense(tx, tenantId), contract, settings);
  return begins && (!usage || begins < usage) ? begins : usage;
}
