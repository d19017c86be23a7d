import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import { id } from "@/lib/features/foundation/input/id";
import { requiredRemark } from "@/lib/features/foundation/input/input-rules";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { lockLicense } from "@/lib/features/license/lifecycle/queries";
import { findClose, updateClose } from "./queries";

const dayMs = 86_400_000;

/** Stops the invoice of a close for some days, with a reason. Its charges are committed and stay; it goes on by itself then. */
export const holdClose = useCase(tenant("close.manage"), {
  input: z.strictObject({ closeId: id("close"), days: z.int().min(1).max(30), reason: requiredRemark(500) }),
  async write({ ctx, tx, tenantId, input, audit }): Promise<null> {
    await lockLicense(tx, tenantId);
    const close = await findClose(tx, tenantId, input.closeId);
    if (!close) throw new Refused("not_found");
    if (close.closedAt) throw new Refused("too_late");
    const until = new Date(ctx.now.getTime() + input.days * dayMs);
    await updateClose(tx, close, {
      state: "held",
      heldUntil: until,
      holdReason: input.reason,
      triedAt: null,
    });
    await audit({ action: "close.hold", after: { until: until.toISOString(), reason: input.reason } });
    // Its draft at Stripe must not become final by itself meanwhile.
    await enqueueMessage(tx, ctx, tenantId, "stripe.close.carry", { closeId: close.id }, "worker");
    return null;
  },
});

/** Lets a held close go on, or tries one with a problem again, now. */
export const releaseClose = useCase(tenant("close.manage"), {
  input: z.strictObject({ closeId: id("close") }),
  async write({ ctx, tx, tenantId, input, audit }): Promise<null> {
    await lockLicense(tx, tenantId);
    const close = await findClose(tx, tenantId, input.closeId);
    if (!close) throw new Refused("not_found");
    if (close.closedAt) return null;
    await updateClose(tx, close, { state: "carrying", heldUntil: null, holdReason: null, triedAt: null });
    await audit({
      action: close.state === "held" ? "close.release" : "close.retry",
      before: { reason: close.holdReason ?? close.problem },
    });
    await enqueueMessage(tx, ctx, tenantId, "stripe.close.carry", { closeId: close.id }, "worker");
    return null;
  },
});
