import { eq } from "drizzle-orm";
import { billingDetailConflicts, billingDetails } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { type BillingDetails, emptyBillingDetails } from "@/lib/domain/billing-details/billing-details";
import {
  detailsOf,
  type FieldValues,
  type StripeField,
  type StripeValues,
  sameValue,
  stripeFields,
  valuesOf,
} from "@/lib/domain/billing-details/fields";
import { type Outcome, reconcile } from "@/lib/domain/billing-details/reconcile";
import type { StripeBillingDetails } from "@/lib/domain/billing-details/stripe-billing-details";
import type { Id } from "@/lib/domain/ids";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { audited } from "./audited";
import { conflictAt, conflictsOf, findBillingDetailsRow } from "./queries";
import { recordDetails } from "./record-details";

/**
 * Compares what Stripe has with what is kept here, field by field. What only Stripe changed is taken over, what both
 * changed waits for a person. Returns what only we changed, which is to be sent. Null, and nothing is done, if something
 * was written to Stripe after `sequenceNumber` was read. The caller holds the tenant's lock.
 */
export async function applyStripeDetails(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  { customerId, values: theirs, verifications }: StripeBillingDetails,
  sequenceNumber: number,
): Promise<StripeField[] | null> {
  const row = await findBillingDetailsRow(tx, tenantId);
  if ((row?.sequenceNumber ?? 0) !== sequenceNumber) return null;
  const before = row?.details ?? null;
  const ours = valuesOf(before ?? emptyBillingDetails);
  const known = row?.knownAtStripe?.customerId === customerId ? row.knownAtStripe.values : {};
  const outcomes = reconcile({ ours, known, sending: row?.sending ?? null, theirs });
  const having = (outcome: Outcome) => stripeFields.filter((field) => outcomes[field] === outcome);

  const taken = having("take");
  if (!row && taken.length === 0) return [];
  const after = detailsOf({ ...ours, ...pick(theirs, taken) } as FieldValues);
  if (taken.length > 0) {
    await recordDetails(tx, ctx, tenantId, { before, after, from: "stripe" });
    await recordAudit(tx, ctx, tenantId, {
      action: "billing_details.changed_in_stripe",
      before: before && audited(before, taken),
      after: audited(after, taken),
    });
  }
  await recordConflicts(tx, ctx, tenantId, having("conflict"), theirs, after);
  const settled = stripeFields.filter((field) => outcomes[field] !== "conflict");
  await tx
    .update(billingDetails)
    .set({
      knownAtStripe: { customerId, values: { ...known, ...pick(theirs, settled) } },
      taxIdVerifications: verifications,
    })
    .where(eq(billingDetails.tenantId, tenantId));
  return having("send");
}

/** One row for each field in conflict, with Stripe's newest value; audited when it begins or changes. */
async function recordConflicts(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  fields: readonly StripeField[],
  theirs: StripeValues,
  ours: BillingDetails,
): Promise<void> {
  const open = await conflictsOf(tx, tenantId);
  for (const { field } of open)
    if (!fields.includes(field)) await tx.delete(billingDetailConflicts).where(conflictAt(tenantId, field));
  for (const field of fields) {
    const known = open.find((conflict) => conflict.field === field);
    if (known && sameValue(field, known.theirs, theirs[field])) continue;
    const found = { theirs: theirs[field], foundAt: ctx.now };
    await tx
      .insert(billingDetailConflicts)
      .values({ tenantId, field, ...found })
      .onConflictDoUpdate({
        target: [billingDetailConflicts.tenantId, billingDetailConflicts.field],
        set: found,
      });
    await recordAudit(tx, ctx, tenantId, {
      action: "billing_details.conflict",
      before: audited(ours, [field]),
      after: audited(detailsOf({ ...valuesOf(ours), [field]: theirs[field] } as FieldValues), [field]),
    });
  }
}

/** Some of the values. */
export const pick = <Field extends StripeField>(values: StripeValues, fields: readonly Field[]) =>
  Object.fromEntries(fields.map((field) => [field, values[field]])) as Partial<StripeValues>;
