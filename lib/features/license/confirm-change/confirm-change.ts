import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { id } from "@/lib/features/foundation/input/id";
import type { MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase, type Writing } from "@/lib/features/foundation/use-case/use-case";
import { findCheckout } from "@/lib/features/license/checkouts/queries";
import { findOpenOrder } from "@/lib/features/license/lifecycle/queries";
import { type OrderProgress, readOrderProgress } from "@/lib/features/license/orders/order-progress";
import { placeOrder } from "@/lib/features/license/orders/place-order";
import { readChangeFacts } from "@/lib/features/license/plan-change/change-facts";
import { type ChangePreview, digestOf, previewOf } from "@/lib/features/license/plan-change/preview-change";
import { wantedChangeSchema } from "@/lib/features/license/plan-change/wanted-change";
import { beginDuePeriods } from "@/lib/features/license/renewal/begin-due-periods";
import { locales } from "@/lib/i18n/locales";
import { followPlaced } from "./follow-placed";
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
  /** The hosted checkout that led here. */
  checkoutId: id("checkout").optional(),
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
    const { digest, locale, checkoutId, ...wanted } = input;
    if (checkoutId && !(await findCheckout(tx, tenantId, checkoutId))) throw new Refused("not_found");
    const facts = await readChangeFacts(tx, standing, wanted, ctx.now);
    if (facts.kind === "same") throw new Refused("same_license");
    if (digestOf(facts) !== digest) return { outcome: "shown_anew", preview: previewOf(facts) };
    if (facts.kind === "downgrade") {
      await reserveChange(scope, facts);
      return { outcome: "reserved" };
    }
    return { outcome: "placed", ...(await placeOrder(scope, facts, { digest, locale, checkoutId })) };
  },
  async afterCommit(scope, written): Promise<ConfirmedChange> {
    return written.outcome === "placed" ? followPlaced(scope, written) : written;
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
