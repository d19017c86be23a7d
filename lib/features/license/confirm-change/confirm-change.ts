import { z } from "zod";
import { invariant, Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { isConfirmable, pricingSecond } from "@/lib/domain/license/price-validity";
import { id } from "@/lib/features/foundation/input/id";
import type { MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import {
  type OrderProgress,
  orderProgress,
  readOrderProgress,
} from "@/lib/features/license/orders/order-progress";
import { placeOrder } from "@/lib/features/license/orders/place-order";
import {
  type ChangePreview,
  previewAt,
  readPreviewBasis,
  wantedChangeSchema,
} from "@/lib/features/license/plan-change/preview-change";
import { reserveDowngrade } from "@/lib/features/license/reservations/reserve-downgrade";
import { locales } from "@/lib/i18n/locales";

export type ConfirmedChange =
  /** Something changed since it was shown: nothing was done, here is what it would be now. */
  | { outcome: "shown_anew"; preview: ChangePreview }
  | { outcome: "reserved"; confirmed: boolean }
  | ({ outcome: "ordered" } & OrderProgress);

type Written =
  | { outcome: "shown_anew"; preview: ChangePreview }
  | { outcome: "reserved"; message: MessageReference | null }
  | { outcome: "placed"; orderId: Id<"order">; message: MessageReference | null }
  | ({ outcome: "ordered" } & OrderProgress);

/**
 * Confirms a previewed change exactly as it was shown. The preview is made again for the same second; if anything differs
 * (price, plan version, what was charged meanwhile), nothing happens and the new one is returned to be shown.
 */
export const confirmChange = useCase(tenant("license.change", { locks: true }), {
  input: wantedChangeSchema.extend({
    planVersionId: id("planVersion"),
    /** The second to which the shown price was split. */
    pricedAt: z.iso.datetime(),
    /** What the payer read on the button; "0" for a downgrade. */
    totalMinor: z.string().regex(/^-?\d{1,18}$/),
    /** The language of the pages on which the payer leaves a card. */
    locale: z.enum(locales),
  }),
  async read({ ctx, input, tx, tenantId, standing }) {
    const wanted = { planKey: input.planKey, interval: input.interval };
    try {
      return { wanted, basis: await readPreviewBasis(tx, standing, wanted, ctx.now), running: null };
    } catch (error) {
      // A second click or another tab: the same order is under way or done, and its progress is the answer.
      const running = isPending(error) ? await readOrderProgress(tx, tenantId, standing) : null;
      if (running?.planVersionId === input.planVersionId && running.interval === input.interval)
        return { wanted, basis: null, running };
      throw error;
    }
  },
  async outside({ ctx, input, found: { basis } }) {
    if (!basis) return null;
    const shownAt = new Date(input.pricedAt);
    const inTime = isConfirmable(shownAt, ctx.now);
    const preview = await previewAt(basis, inTime ? shownAt : pricingSecond(ctx.now));
    const isSame =
      inTime &&
      preview.planVersionId === input.planVersionId &&
      (preview.promised?.totalMinor ?? "0") === input.totalMinor;
    return { preview, isSame };
  },
  async write(scope): Promise<Written> {
    const { found, fetched, input } = scope;
    if (found.running) return { outcome: "ordered", ...found.running };
    invariant(fetched, "what is not running was previewed");
    const { preview, isSame } = fetched;
    if (!isSame) return { outcome: "shown_anew", preview };
    const { promised, basis } = preview;
    if (promised === null)
      return { outcome: "reserved", message: await reserveDowngrade(scope, found.wanted, basis) };
    const confirmed = { ...found.wanted, promised, basis, locale: input.locale };
    return { outcome: "placed", ...(await placeOrder(scope, confirmed)) };
  },
  async afterCommit({ ctx, tenantId }, written): Promise<ConfirmedChange> {
    if (written.outcome === "shown_anew" || written.outcome === "ordered") return written;
    const { message } = written;
    const outcome = message && (await processMessage(ctx, message));
    if (written.outcome === "reserved") {
      if (outcome?.state === "refused")
        throw new Refused("stripe_refused", { params: { reason: outcome.reason } });
      return { outcome: "reserved", confirmed: !outcome || outcome.state === "done" };
    }
    const progress = await orderProgress(ctx, tenantId, { orderId: written.orderId });
    invariant(progress.ok && progress.value, "a placed order has progress");
    return { outcome: "ordered", ...progress.value };
  },
});

const isPending = (error: unknown): boolean =>
  error instanceof Refused && error.refusal.code === "change_pending";
