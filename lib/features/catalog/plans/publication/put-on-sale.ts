import { and, eq } from "drizzle-orm";
import { planDrafts, plans, planVersions } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { isSameDefinition } from "@/lib/features/catalog/plans/record/is-same-definition";
import { findNewestVersion } from "@/lib/features/catalog/plans/record/queries";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMessage, type MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { type StripeState, stripeStateOf } from "./stripe-state";

export type OnSale = {
  planKey: string;
  versionId: Id<"planVersion">;
  version: number;
  stripe: StripeState;
  /** Creates what Stripe lacks; null if it lacks nothing, or is off. */
  message: MessageReference | null;
};

/**
 * Commits a definition as the newest version of its plan, with the message that creates its Stripe prices. An unchanged definition
 * makes no new version, but what is missing at Stripe is made. Who holds an older version keeps it. The caller holds the
 * catalog's lock and has checked the definition.
 */
export async function putOnSale(
  tx: Transaction,
  ctx: Context,
  plan: { id: Id<"plan">; key: string; rank: number },
  next: { rank: number; definition: PlanDefinition },
): Promise<OnSale> {
  if (plan.rank !== next.rank) await tx.update(plans).set({ rank: next.rank }).where(eq(plans.id, plan.id));
  const newest = await findNewestVersion(tx, plan.id);
  const isUnchanged = newest && !newest.retiredAt && isSameDefinition(newest.definition, next.definition);
  const version = isUnchanged
    ? newest
    : await addVersion(tx, ctx, plan.id, newest?.version ?? 0, next.definition);
  if (!isUnchanged || plan.rank !== next.rank)
    await recordAudit(tx, ctx, backOffice, {
      action: "plan.publish",
      before: newest && { plan: plan.key, version: newest.version, rank: plan.rank },
      after: { plan: plan.key, version: version.version, rank: next.rank },
    });
  return {
    planKey: plan.key,
    versionId: version.id,
    version: version.version,
    ...(await enqueuePublication(tx, ctx, plan, version)),
  };
}

async function addVersion(
  tx: Transaction,
  ctx: Context,
  planId: Id<"plan">,
  newest: number,
  definition: PlanDefinition,
) {
  const row = { id: newId("planVersion"), planId, version: newest + 1, definition, publishedAt: ctx.now };
  await tx.insert(planVersions).values(row);
  return row;
}

/** Enqueues the message that creates what a version lacks at Stripe, unless one is pending. */
export async function enqueuePublication(
  tx: Transaction,
  ctx: Context,
  plan: { id: Id<"plan">; key: string },
  version: { id: Id<"planVersion">; version: number; definition: PlanDefinition },
): Promise<Pick<OnSale, "stripe" | "message">> {
  const stripe = await stripeStateOf(tx, plan.id, version);
  if (stripe !== "missing" && stripe !== "refused") return { stripe, message: null };
  const parameters = { planVersionId: version.id, planKey: plan.key, version: version.version };
  return { stripe, message: await enqueueMessage(tx, ctx, backOffice, "stripe.catalog.publish", parameters) };
}

export type Published = Omit<OnSale, "message">;

/** Carries the message out right after the commit; if that does not succeed, the worker tries again. */
export async function processPublication(
  ctx: Context,
  { message, ...published }: OnSale,
): Promise<Published> {
  if (!message) return published;
  const { state } = await processMessage(ctx, message);
  return { ...published, stripe: state === "done" ? "ready" : state === "refused" ? "refused" : "pending" };
}

/** Removes a draft if it still is the revision that was read; otherwise somebody has saved since, and all is undone. */
export async function deleteDraft(tx: Transaction, planId: Id<"plan">, revision: number): Promise<void> {
  const deleted = await tx
    .delete(planDrafts)
    .where(and(eq(planDrafts.planId, planId), eq(planDrafts.revision, revision)))
    .returning({ revision: planDrafts.revision });
  if (deleted.length === 0) throw new Refused("changed_meanwhile");
}
