import { z } from "zod";
import { invariant, type Result, succeeded } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { isConfirmable } from "@/lib/domain/license/price-validity";
import type { Context, Locale } from "@/lib/features/foundation/context/context";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { answerRefusal } from "@/lib/features/foundation/use-case/refusals";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type OrderProgress, orderProgress } from "@/lib/features/license/orders/order-progress";
import { placeOrder } from "@/lib/features/license/orders/place-order";
import {
  type ChangePreview,
  previewChange,
  wantedChangeSchema,
} from "@/lib/features/license/plan-change/preview-change";
import { reserveDowngrade } from "@/lib/features/license/reservations/reserve-downgrade";

const confirmedChangeSchema = wantedChangeSchema.extend({
  planVersionId: z.string().max(60),
  /** The second to which the shown price was split. */
  pricedAt: z.iso.datetime(),
  /** What the payer read on the button; "0" for a downgrade. */
  totalMinor: z.string().regex(/^-?\d{1,18}$/),
});

export type ConfirmedChange =
  /** Something changed since it was shown: nothing was done, here is what it would be now. */
  | { outcome: "shown_anew"; preview: ChangePreview }
  | { outcome: "reserved"; confirmed: boolean }
  | ({ outcome: "ordered" } & OrderProgress);

/** Asks permission before it looks at the input, as a command does. */
const readConfirmed = useCase(tenant("license.change"), {
  input: confirmedChangeSchema,
  read: async ({ input }) => input,
});

/**
 * Confirms a previewed change exactly as it was shown. The preview is made again at the same second; if anything differs
 * (price, plan version, what was charged meanwhile), nothing happens and the new one is returned to be shown.
 */
export async function confirmChange(
  ctx: Context,
  tenantId: Id<"tenant">,
  locale: Locale,
  raw: z.input<typeof confirmedChangeSchema>,
): Promise<Result<ConfirmedChange>> {
  try {
    const read = await readConfirmed(ctx, tenantId, raw);
    if (!read.ok) return read;
    const input = read.value;
    const wanted = { planKey: input.planKey, interval: input.interval };
    const shownAt = new Date(input.pricedAt);
    const inTime = isConfirmable(shownAt, ctx.now);
    const again = await previewChange(ctx, tenantId, wanted, inTime ? shownAt : undefined);
    if (!again.ok) {
      // A second click or another tab: the same order is under way or done, and its progress is the answer.
      const running = again.refusal.code === "change_pending" ? await orderProgress(ctx, tenantId, {}) : null;
      if (
        running?.ok &&
        running.value?.planVersionId === input.planVersionId &&
        running.value.interval === input.interval
      )
        return succeeded({ outcome: "ordered", ...running.value });
      return again;
    }
    const preview = again.value;
    const same =
      inTime &&
      preview.planVersionId === input.planVersionId &&
      (preview.promised?.totalMinor ?? "0") === input.totalMinor;
    if (!same) return succeeded({ outcome: "shown_anew", preview });

    if (preview.promised === null) {
      const reserved = await reserveDowngrade(ctx, tenantId, { ...wanted, basis: preview.basis });
      return reserved.ok ? succeeded({ outcome: "reserved", confirmed: reserved.value.confirmed }) : reserved;
    }
    const placed = await placeOrder(ctx, tenantId, {
      ...wanted,
      promised: preview.promised,
      basis: preview.basis,
      locale,
    });
    if (!placed.ok) return placed;
    if (placed.value.message) await processMessage(ctx, placed.value.message);
    const progress = await orderProgress(ctx, tenantId, { orderId: placed.value.orderId });
    if (!progress.ok) return progress;
    invariant(progress.value, "a placed order has progress");
    return succeeded({ outcome: "ordered", ...progress.value });
  } catch (error) {
    return answerRefusal(error);
  }
}
