import { sql } from "drizzle-orm";
import { billingDetailEntries, billingDetails } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { actorLabel } from "@/lib/domain/access/actor";
import { type BillingDetails, emptyBillingDetails } from "@/lib/domain/billing-details/billing-details";
import {
  type EnteredFrom,
  missingParts,
  needsConfirmation,
} from "@/lib/domain/billing-details/field-standing";
import { changedFields, type DetailField, valuesOf } from "@/lib/domain/billing-details/fields";
import type { Id } from "@/lib/domain/ids";
import { actorName } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";

/**
 * Stores the details, and for each changed field who entered it: a field that was confirmed before waits to be
 * confirmed again if staff entered it. Returns the changed fields. The caller holds the tenant's lock.
 */
export async function recordDetails(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  change: { before: BillingDetails | null; after: BillingDetails; from: EnteredFrom },
): Promise<DetailField[]> {
  const { before, after, from } = change;
  const changed = changedFields(valuesOf(before ?? emptyBillingDetails), valuesOf(after));
  if (before && changed.length === 0) return [];
  const row = {
    details: after,
    missing: missingParts(after),
    enteredBy: from === "stripe" ? "stripe" : actorLabel(ctx.actor),
    updatedAt: ctx.now,
  };
  await tx
    .insert(billingDetails)
    .values({ tenantId, ...row })
    .onConflictDoUpdate({ target: billingDetails.tenantId, set: row });
  if (changed.length === 0) return [];
  await tx
    .insert(billingDetailEntries)
    .values(
      changed.map((field) => ({
        tenantId,
        field,
        enteredFrom: from,
        enteredBy: actorLabel(ctx.actor),
        enteredByName: actorName(ctx),
        enteredAt: ctx.now,
        needsConfirmation: needsConfirmation({ field, from, confirmed: null }),
      })),
    )
    .onConflictDoUpdate({
      target: [billingDetailEntries.tenantId, billingDetailEntries.field],
      set: {
        enteredFrom: sql`excluded.entered_from`,
        enteredBy: sql`excluded.entered_by`,
        enteredByName: sql`excluded.entered_by_name`,
        enteredAt: sql`excluded.entered_at`,
        needsConfirmation: sql`excluded.needs_confirmation`,
        confirmedBy: null,
        confirmedByName: null,
        confirmedAt: null,
      },
    });
  return changed;
}
