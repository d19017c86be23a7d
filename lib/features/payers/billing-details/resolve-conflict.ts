import { eq } from "drizzle-orm";
import { z } from "zod";
import { billingDetailConflicts, billingDetails } from "@/drizzle/schema";
import {
  detailsOf,
  type FieldValues,
  stripeFields,
  textOf,
  valuesOf,
} from "@/lib/domain/billing-details/fields";
import { Refused } from "@/lib/domain/errors";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { audited } from "./audited";
import { conflictAt, conflictsOf, findBillingDetailsRow } from "./queries";
import { recordDetails } from "./record-details";
import { syncBillingDetails } from "./update-at-stripe";

/**
 * Decides a field that was changed here and at Stripe: ours is sent, or theirs is taken over. `theirs` is Stripe's value
 * as it was shown, in comparable text; if it has changed since, nothing is decided. Doing it twice decides once.
 */
export const resolveBillingDetailConflict = useCase(tenant("billing_details.edit", { locks: true }), {
  input: z.strictObject({
    field: z.enum(stripeFields),
    keep: z.enum(["ours", "theirs"]),
    theirs: z.string().max(4000),
  }),
  async write({ ctx, input: { field, keep, theirs: shown }, tx, tenantId, audit }) {
    const conflict = (await conflictsOf(tx, tenantId)).find((open) => open.field === field);
    const row = await findBillingDetailsRow(tx, tenantId);
    if (!conflict || !row?.knownAtStripe) return { resolved: false, message: null };
    if (textOf(field, conflict.theirs) !== shown) throw new Refused("changed_meanwhile");
    const { customerId, values: known } = row.knownAtStripe;
    const before = row.details;
    const withTheirs = detailsOf({ ...valuesOf(before), [field]: conflict.theirs } as FieldValues);
    await tx.delete(billingDetailConflicts).where(conflictAt(tenantId, field));
    // From here on Stripe's value is known: if it is still that one when ours is sent, nothing is overwritten unseen.
    await tx
      .update(billingDetails)
      .set({ knownAtStripe: { customerId, values: { ...known, [field]: conflict.theirs } } })
      .where(eq(billingDetails.tenantId, tenantId));
    if (keep === "theirs") {
      await recordDetails(tx, ctx, tenantId, { before, after: withTheirs, from: "stripe" });
      await audit({
        action: "billing_details.resolve_with_stripe",
        before: audited(before, [field]),
        after: audited(withTheirs, [field]),
      });
      return { resolved: true, message: null };
    }
    await audit({
      action: "billing_details.resolve_with_choba",
      before: audited(withTheirs, [field]),
      after: audited(before, [field]),
    });
    return { resolved: true, message: await syncBillingDetails(tx, ctx, tenantId) };
  },
  async afterCommit({ ctx }, { resolved, message }) {
    const synchronised = !message || (await processMessage(ctx, message)).state === "done";
    return { resolved, synchronised };
  },
});
