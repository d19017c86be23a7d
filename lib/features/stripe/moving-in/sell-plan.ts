import { plans, planVersions, stripePrices, stripeProducts } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import { fixedPrices } from "@/lib/domain/catalog/fixed-prices";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { ProposedPlan } from "@/lib/domain/moving-in/moving-in";
import { requireSellable } from "@/lib/features/catalog/plans/publication/plan-problems";
import { isSameDefinition } from "@/lib/features/catalog/plans/record/is-same-definition";
import { lockCatalog } from "@/lib/features/catalog/plans/record/lock-catalog";
import { findNewestVersion, findPlan, planOfStripePrice } from "@/lib/features/catalog/plans/record/queries";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import type { Context } from "@/lib/features/foundation/context/context";

/**
 * Puts a plan on sale by the prices that are at Stripe already: subscriptions go on by them, and nothing is made there.
 * A plan that is on sale so already stays as it is.
 */
export async function sellPlan(
  tx: Transaction,
  ctx: Context,
  plan: ProposedPlan,
): Promise<Id<"planVersion">> {
  const { key, rank, definition } = plan;
  await lockCatalog(tx);
  await requireSellable(tx, { key, rank, definition });
  await tx
    .insert(plans)
    .values({ id: newId("plan"), key, rank, createdAt: ctx.now })
    .onConflictDoNothing();
  const row = await findPlan(tx, key);
  invariant(row, `plan ${key} was just written`);
  const newest = await findNewestVersion(tx, row.id);
  if (newest && isSameDefinition(newest.definition, definition)) return newest.id;
  const version = { id: newId("planVersion"), planId: row.id, version: (newest?.version ?? 0) + 1 };
  await tx.insert(planVersions).values({ ...version, definition, publishedAt: ctx.now });
  await keepPrices(tx, version, plan);
  await recordAudit(tx, ctx, backOffice, {
    action: "plan.publish",
    before: newest && { plan: key, version: newest.version, rank },
    after: { plan: key, version: version.version, rank },
  });
  return version.id;
}

/** Which price at Stripe bills which component. */
async function keepPrices(
  tx: Transaction,
  { id, planId }: { id: Id<"planVersion">; planId: Id<"plan"> },
  { definition, prices }: ProposedPlan,
): Promise<void> {
  const own = fixedPrices(definition);
  for (const { componentKey, priceId, productId, productName } of prices) {
    const price = own.find((each) => each.componentKey === componentKey);
    if (!price || productId === "") continue;
    await tx
      .insert(stripeProducts)
      .values({ planId, componentKey, stripeProductId: productId, name: productName })
      .onConflictDoNothing();
    // A price tells one version only; a later version goes on by it all the same.
    const identifies = price.identifies && !(await planOfStripePrice(tx, priceId));
    await tx.insert(stripePrices).values({
      planVersionId: id,
      componentKey,
      optionKey: price.optionKey,
      interval: price.interval,
      stripePriceId: priceId,
      stripeProductId: productId,
      currency: definition.currency,
      unitAmountMinor: price.unitAmountMinor,
      identifies,
    });
  }
}
