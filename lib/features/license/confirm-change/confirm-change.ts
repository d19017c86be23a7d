import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import { id } from "@/lib/features/foundation/input/id";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findCheckout } from "@/lib/features/license/checkouts/queries";
import type { OrderProgress } from "@/lib/features/license/orders/order-progress";
import { type ChangePreview, previewOf } from "@/lib/features/license/plan-change/preview-change";
import { wantedChangeSchema } from "@/lib/features/license/plan-change/wanted-change";
import { locales } from "@/lib/i18n/locales";
import { confirmShown } from "./confirm-shown";
import { followPlaced } from "./follow-placed";

export type ConfirmedChange =
  /** Something changed since it was shown: nothing was done, here is what it would be now. */
  | { outcome: "shown_anew"; preview: ChangePreview }
  | { outcome: "reserved" }
  | ({ outcome: "ordered" } & OrderProgress);

const confirmedSchema = wantedChangeSchema.extend({
  /** What was shown, as the preview said. */
  digest: z.string().max(200),
  /** The language of the pages on which the payer leaves a card. */
  locale: z.enum(locales),
  /** The hosted checkout that led here. */
  checkoutId: id("checkout").optional(),
});

/** Confirms a previewed change exactly as it was shown, or shows it anew. */
export const confirmChange = useCase(tenant("license.change", { locks: true }), {
  input: confirmedSchema,
  async write(scope) {
    const { digest, locale, checkoutId, ...wanted } = scope.input;
    if (checkoutId && !(await findCheckout(scope.tx, scope.tenantId, checkoutId)))
      throw new Refused("not_found");
    return confirmShown(scope, wanted, { digest, locale, checkoutId });
  },
  async afterCommit(scope, written): Promise<ConfirmedChange> {
    if (written.outcome === "shown_anew")
      return { outcome: written.outcome, preview: previewOf(written.facts) };
    if (written.outcome === "reserved") return { outcome: written.outcome };
    return written.outcome === "placed" ? followPlaced(scope, written) : written;
  },
});
