import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import { id } from "@/lib/features/foundation/input/id";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findHold, type Hold, updateHold } from "@/lib/features/license/holds/queries";
import { lockSubject } from "./lock-subject";

/**
 * Ends a hold. `confirmed`: what it was for has happened and is counted by itself. `released`: it did not happen. Both
 * make its places count no more. The same again changes nothing.
 */
export const closeHold = useCase(tenant("registrations.change"), {
  input: z.strictObject({ holdId: id("hold"), outcome: z.enum(["confirmed", "released"]) }),
  async write({ ctx, tx, tenantId, input: { holdId, outcome }, audit }): Promise<Hold> {
    const named = await findHold(tx, tenantId, holdId);
    if (!named) throw new Refused("not_found");
    // A registration that takes its place at the same moment counts it once.
    await lockSubject(tx, tenantId, named.subject);
    const hold = (await findHold(tx, tenantId, holdId)) ?? named;
    if (hold.outcome === outcome) return hold;
    // What has expired is not held any more: releasing it changes nothing, and confirming it comes too late.
    const hasExpired = hold.expiresAt <= ctx.now;
    if (hold.outcome !== null || (hasExpired && outcome === "confirmed")) throw new Refused("too_late");
    const closed = { outcome, closedAt: ctx.now };
    await updateHold(tx, hold, closed);
    await audit({
      action: `hold.${outcome}`,
      before: { holdId, subject: hold.subject, quantity: hold.quantity },
    });
    return { ...hold, ...closed };
  },
});
