import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import { id } from "@/lib/features/foundation/input/id";
import { instant, requiredLine } from "@/lib/features/foundation/input/input-rules";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { lockLicense } from "@/lib/features/license/lifecycle/queries";
import { findClose, updateClose } from "./queries";

const longestHoldMs = 30 * 86_400_000;

/** Stops the invoice of a close until a day, with a reason. Its charges are committed and stay; it goes on by itself then. */
export const holdClose = useCase(tenant("close.manage"), {
  input: z.strictObject({ closeId: id("close"), until: instant, reason: requiredLine(500) }),
  async write({ ctx, tx, tenantId, input, audit }): Promise<null> {
    await lockLicense(tx, tenantId);
    const close = await findClose(tx, tenantId, input.closeId);
    if (!close) throw new Refused("not_found");
    if (close.closedAt) throw new Refused("too_late");
    const until = new Date(input.until);
    if (until <= ctx.now) throw wrong("in_past");
    if (until.getTime() - ctx.now.getTime() > longestHoldMs) throw wrong("hold_too_long");
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

const wrong = (rule: string) => new Refused("invalid_input", { fields: [{ field: "until", rule }] });
