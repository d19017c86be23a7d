import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import { auditedDifference, type Decision, decisionsOn } from "@/lib/domain/stripe-differences/difference";
import { actorName } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { id } from "@/lib/features/foundation/input/id";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { lockLicense } from "@/lib/features/license/lifecycle/queries";
import { adoptIntoContract } from "./adopt-into-contract";
import { adoptIntoLicense } from "./adopt-into-license";
import { findDifference } from "./queries";
import { change } from "./record-differences";
import { stopWithoutSubscription } from "./stop-unfollowed";

/**
 * What becomes of a manual change at Stripe: `put_right` takes it back there, `adopt` takes it into the license, `leave`
 * lets it stand. It is closed when Stripe is read and nothing of it is found any more.
 */
export const decideDifference = useCase(tenant("stripe_difference.decide", { locks: true }), {
  input: z.strictObject({
    differenceId: id("difference"),
    decision: z.enum(["put_right", "adopt", "leave"] satisfies Decision[]),
  }),
  async write({ ctx, tx, tenantId, input: { differenceId, decision }, audit }): Promise<null> {
    const license = await lockLicense(tx, tenantId);
    const row = await findDifference(tx, tenantId, differenceId);
    if (!row) throw new Refused("not_found");
    if (row.decision === decision) return null;
    if (row.closedAt) throw new Refused("too_late");
    if (!decisionsOn(row.kind).includes(decision)) throw new Refused("forbidden");
    await change(tx, row, { decision, ...decided(ctx) });
    await audit({ action: `stripe_difference.${decision}`, after: auditedDifference(row.kind, row.facts) });
    // An item that is adopted is billed by a price of Choba's from now on, so the other one goes. Then the row is closed.
    const replaces = decision === "adopt" && row.kind === "item_added";
    if (decision === "put_right" || replaces)
      await enqueueMessage(tx, ctx, tenantId, "stripe.difference.put_right", { differenceId }, "worker");
    if (decision !== "adopt") return null;
    if (!replaces) await change(tx, row, { closedAt: ctx.now });
    if (row.kind === "subscription_cancelled") {
      await stopWithoutSubscription(tx, ctx, license);
      return null;
    }
    const contract = await findRunningContract(tx, tenantId);
    if (contract) await adoptIntoContract(tx, ctx, contract, license, row);
    else await adoptIntoLicense(tx, ctx, license, row);
    return null;
  },
});

const decided = (ctx: Context) => ({ decidedBy: actorName(ctx), decidedAt: ctx.now });
