import { and, eq, isNull, ne, or } from "drizzle-orm";
import { stripeDifferences } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import {
  auditedDifference,
  type Difference,
  type DifferenceFacts,
  type MissedKind,
} from "@/lib/domain/stripe-differences/difference";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";

export type DifferenceRow = typeof stripeDifferences.$inferSelect;
export type FoundBy = DifferenceRow["foundBy"];

/** The subscription that was read, and whether it is the one that follows the license. */
type Subject = { tenantId: Id<"tenant">; subscriptionId: string; isOwn: boolean };

/**
 * Writes down how a subscription differs now: what is new becomes a row, what is gone is closed. Of the license's own,
 * what was noted of the one before it is closed too. Safe to repeat.
 */
export async function recordDifferences(
  tx: Transaction,
  ctx: Context,
  { tenantId, subscriptionId, isOwn }: Subject,
  differences: readonly Difference[],
  foundBy: FoundBy,
): Promise<void> {
  const before = await tx
    .select()
    .from(stripeDifferences)
    .where(
      and(
        eq(stripeDifferences.tenantId, tenantId),
        isNull(stripeDifferences.closedAt),
        isOwn
          ? or(
              eq(stripeDifferences.stripeSubscriptionId, subscriptionId),
              ne(stripeDifferences.kind, "subscription_added"),
            )
          : eq(stripeDifferences.stripeSubscriptionId, subscriptionId),
      ),
    );
  const open = new Map(before.map((row) => [`${row.kind} ${row.key}`, row]));
  for (const { kind, key, subscriptionId: stripeSubscriptionId, facts } of differences) {
    const known = open.get(`${kind} ${key}`);
    open.delete(`${kind} ${key}`);
    if (known) {
      if (!isSame(known.facts, facts)) await change(tx, known, { facts });
      continue;
    }
    const id = newId("difference");
    await tx
      .insert(stripeDifferences)
      .values({ tenantId, id, kind, key, stripeSubscriptionId, facts, foundAt: ctx.now, foundBy });
    const after = auditedDifference(kind, facts);
    await recordAudit(tx, ctx, tenantId, { action: "stripe_difference.found", after });
  }
  for (const gone of open.values()) {
    await change(tx, gone, { closedAt: ctx.now });
    const before = auditedDifference(gone.kind, gone.facts);
    await recordAudit(tx, ctx, tenantId, { action: "stripe_difference.gone", before });
  }
}

/** JSON of a row comes back with its keys in another order. */
const isSame = (one: DifferenceFacts, other: DifferenceFacts): boolean => sorted(one) === sorted(other);
const sorted = (facts: DifferenceFacts) => JSON.stringify(Object.entries(facts).sort());

export async function change(
  tx: Transaction,
  { tenantId, id }: Pick<DifferenceRow, "tenantId" | "id">,
  changes: Partial<DifferenceRow>,
): Promise<void> {
  await tx
    .update(stripeDifferences)
    .set(changes)
    .where(and(eq(stripeDifferences.tenantId, tenantId), eq(stripeDifferences.id, id)));
}

/** What Choba had not heard of and has read anew, or mended, by itself: nobody has to do anything. */
export async function noteMended(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  { kind, key, facts }: { kind: MissedKind | "draft_unexpected"; key: string; facts: DifferenceFacts },
  foundBy: FoundBy,
): Promise<void> {
  await tx.insert(stripeDifferences).values({
    tenantId,
    id: newId("difference"),
    kind,
    key,
    stripeSubscriptionId: null,
    facts,
    foundAt: ctx.now,
    foundBy,
    decision: "read_anew",
    decidedAt: ctx.now,
    closedAt: ctx.now,
  });
}
