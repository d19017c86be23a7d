import { and, asc, eq } from "drizzle-orm";
import { billingDetailConflicts, billingDetailEntries, billingDetails } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { type BillingDetails, emptyBillingDetails } from "@/lib/domain/billing-details/billing-details";
import type { FieldStanding } from "@/lib/domain/billing-details/field-standing";
import type { StripeField, StripeValues } from "@/lib/domain/billing-details/fields";
import type { Id } from "@/lib/domain/ids";

export type BillingDetailsRow = Omit<typeof billingDetails.$inferSelect, "details"> & {
  details: BillingDetails;
};

export async function findBillingDetailsRow(
  tx: Transaction,
  tenantId: Id<"tenant">,
): Promise<BillingDetailsRow | null> {
  const [row] = await tx.select().from(billingDetails).where(eq(billingDetails.tenantId, tenantId));
  return row ? { ...row, details: { ...emptyBillingDetails, ...row.details } } : null;
}

/** The details with the memo, which only staff may see: a caller that shows them to others removes it. */
export async function findBillingDetails(
  tx: Transaction,
  tenantId: Id<"tenant">,
): Promise<BillingDetails | null> {
  return (await findBillingDetailsRow(tx, tenantId))?.details ?? null;
}

/** Who entered and who confirmed each field; those never entered are not among them. */
export async function standingOfFields(tx: Transaction, tenantId: Id<"tenant">): Promise<FieldStanding[]> {
  const rows = await tx
    .select()
    .from(billingDetailEntries)
    .where(eq(billingDetailEntries.tenantId, tenantId))
    .orderBy(asc(billingDetailEntries.field));
  return rows.map((row) => ({
    field: row.field,
    from: row.enteredFrom,
    by: row.enteredByName,
    at: row.enteredAt.toISOString(),
    confirmed: row.confirmedAt ? { by: row.confirmedByName ?? "", at: row.confirmedAt.toISOString() } : null,
  }));
}

/** What Stripe has in a field that was changed on both sides. */
export type Conflict = {
  [Field in StripeField]: { field: Field; theirs: StripeValues[Field]; foundAt: string };
}[StripeField];

export async function conflictsOf(tx: Transaction, tenantId: Id<"tenant">): Promise<Conflict[]> {
  const rows = await tx
    .select()
    .from(billingDetailConflicts)
    .where(eq(billingDetailConflicts.tenantId, tenantId))
    .orderBy(asc(billingDetailConflicts.foundAt), asc(billingDetailConflicts.field));
  return rows.map(
    ({ field, theirs, foundAt }) => ({ field, theirs, foundAt: foundAt.toISOString() }) as Conflict,
  );
}

export const conflictAt = (tenantId: Id<"tenant">, field: StripeField) =>
  and(eq(billingDetailConflicts.tenantId, tenantId), eq(billingDetailConflicts.field, field));
