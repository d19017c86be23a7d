import { and, desc, eq, isNull } from "drizzle-orm";
import { plans, planVersions, stripePrices } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { acrossTenants } from "@/lib/db/transaction";
import { baseAmountMinor, type PlanDefinition, paidIntervals } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import { stripeIntegration } from "@/lib/stripe/client";
import { ensurePrice } from "@/lib/stripe/prices";
import { recordAudit } from "../audit/record";
import { authoriseDesk } from "../shared/authorise";
import type { Context } from "../shared/context";
import { deskTenant } from "../shared/desk";

/**
 * Puts a definition on sale as the newest version of a plan, and makes its Stripe prices. Tenants on older versions keep
 * theirs. Safe to repeat: an unchanged definition makes no new version, and prices are found by their lookup keys.
 */
export async function publishPlan(
  ctx: Context,
  plan: { key: string; rank: number; definition: PlanDefinition },
): Promise<Id<"planVersion">> {
  authoriseDesk(ctx, "catalog.edit");
  const versionId = await acrossTenants(async (tx) => {
    await tx
      .insert(plans)
      .values({ id: newId("plan"), key: plan.key, rank: plan.rank, createdAt: ctx.now })
      .onConflictDoNothing();
    const [row] = await tx.select().from(plans).where(eq(plans.key, plan.key)).for("update");
    if (!row) throw new Error(`plan ${plan.key} was just written`);
    const [newest] = await tx
      .select()
      .from(planVersions)
      .where(eq(planVersions.planId, row.id))
      .orderBy(desc(planVersions.version))
      .limit(1);
    if (newest && !newest.retiredAt && isSame(newest.definition, plan.definition)) return newest.id;
    const id = newId("planVersion");
    const version = (newest?.version ?? 0) + 1;
    await tx.insert(planVersions).values({
      id,
      planId: row.id,
      version,
      definition: plan.definition,
      publishedAt: ctx.now,
    });
    await recordAudit(tx, ctx, deskTenant, { action: "plan.publish", after: { plan: plan.key, version } });
    return id;
  });
  await makeStripePrices(plan.key, versionId, plan.definition);
  return versionId;
}

/** Takes a plan off sale. Who holds it keeps it. */
export async function retirePlan(ctx: Context, planKey: string): Promise<void> {
  authoriseDesk(ctx, "catalog.edit");
  await acrossTenants(async (tx) => {
    const [plan] = await tx.select().from(plans).where(eq(plans.key, planKey));
    if (!plan) return;
    await tx
      .update(planVersions)
      .set({ retiredAt: ctx.now })
      .where(and(eq(planVersions.planId, plan.id), isNull(planVersions.retiredAt)));
    await recordAudit(tx, ctx, deskTenant, { action: "plan.retire", before: { plan: planKey } });
  });
}

async function makeStripePrices(planKey: string, versionId: Id<"planVersion">, definition: PlanDefinition) {
  if (!stripeIntegration()) return;
  for (const interval of paidIntervals) {
    if (baseAmountMinor(definition, interval) === null) continue;
    const { priceId, productId } = await ensurePrice(planKey, versionId, definition, interval);
    await acrossTenants((tx) =>
      tx
        .insert(stripePrices)
        .values({ planVersionId: versionId, interval, stripePriceId: priceId, stripeProductId: productId })
        .onConflictDoNothing(),
    );
  }
}

/** Postgres orders the keys of jsonb its own way, so definitions are compared with their keys sorted. */
function isSame(a: PlanDefinition, b: PlanDefinition): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    inner && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
