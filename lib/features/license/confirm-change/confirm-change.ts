import { z } from "zod";
import { invariant, Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase, type Writing } from "@/lib/features/foundation/use-case/use-case";
import { findOpenOrder } from "@/lib/features/license/lifecycle/queries";
import {
  type OrderProgress,
  orderProgress,
  readOrderProgress,
} from "@/lib/features/license/orders/order-progress";
import { placeOrder } from "@/lib/features/license/orders/place-order";
import { readChangeFacts } from "@/lib/features/license/plan-change/change-facts";
import { type ChangePreview, digestOf, previewOf } from "@/lib/features/license/plan-change/preview-change";
import { wantedChangeSchema } from "@/lib/features/license/plan-change/wanted-change";
import { beginDuePeriods } from "@/lib/features/license/renewal/begin-due-periods";
import { locales } from "@/lib/i18n/locales";
import { reserveChange } from "./reserve-change";

export type ConfirmedChange =
  /** Something changed since it was shown: nothing was done, here is what it would be now. */
  | { outcome: "shown_anew"; preview: ChangePreview }
  | { outcome: "reserved" }
  | ({ outcome: "ordered" } & OrderProgress);

type Written =
  | { outcome: "shown_anew"; preview: ChangePreview }
  | { outcome: "reserved" }
  | { outcome: "placed"; orderId: Id<"order">; message: MessageReference | null }
  | ({ outcome: "ordered" } & OrderProgress);

const confirmedSchema = wantedChangeSchema.extend({
  /** What was shown, as the preview said. */
  digest: z.string().max(200),
  /** The language of the pages on which the payer leaves a card. */
  locale: z.enum(locales),
});

/**
 * Confirms a previewed change exactly as it was shown. The promise is worked out again; if anything differs (the day, a
 * price, a version, a tax, the balance, what was charged meanwhile), nothing happens and the new one is returned.
 */
export const confirmChange = useCase(tenant("license.change", { locks: true }), {
  input: confirmedSchema,
  async write(scope): Promise<Written> {
    const { ctx, tx, tenantId, standing, input } = scope;
    await beginDuePeriods(tx, ctx, tenantId);
    const running = await sameOrder(scope);
    if (running) return { outcome: "ordered", ...running };
    const { digest, locale, ...wanted } = input;
    const facts = await readChangeFacts(tx, standing, wanted, ctx.now);
    if (facts.kind === "same") throw new Refused("same_license");
    if (digestOf(facts) !== digest) return { outcome: "shown_anew", preview: previewOf(facts) };
    if (facts.kind === "downgrade") {
      await reserveChange(scope, facts);
      return { outcome: "reserved" };
    }
    return { outcome: "placed", ...(await placeOrder(scope, facts, { digest, locale })) };
  },
  async afterCommit({ ctx, tenantId }, written): Promise<ConfirmedChange> {
    if (written.outcome !== "placed") return written;
    if (written.message) await processMessage(ctx, written.message);
    const progress = await orderProgress(ctx, tenantId, { orderId: written.orderId });
    invariant(progress.ok && progress.value, "a placed order has progress");
    return { outcome: "ordered", ...progress.value };
  },
});

/** A second click or another tab: the same order is under way, and its progress is the answer. */
async function sameOrder({
  tx,
  tenantId,
  standing,
  input,
}: Writing<z.output<typeof confirmedSchema>>): Promise<OrderProgress | null> {
  const open = await findOpenOrder(tx, tenantId);
  if (!open) return null;
  if (open.digest !== input.digest) throw new Refused("change_pending");
  return readOrderProgress(tx, tenantId, standing, open.id);
}
