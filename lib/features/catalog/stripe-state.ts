import { and, asc, eq, sql } from "drizzle-orm";
import { effects, planVersions, stripePrices, stripeProducts } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { type KnownAtStripe, type ProductStep, publicationPlan } from "@/lib/domain/catalog/publication";
import type { Id } from "@/lib/domain/ids";
import { stripeIntegration } from "@/lib/stripe/client";
import { deskTenant } from "../shared/desk";

export const publishOperation = "stripe.catalog.publish";

/** What Choba has made at Stripe for a plan, seen from one of its versions (null: from one that is yet to be made). */
export async function knownAtStripe(
  tx: Transaction,
  planId: Id<"plan">,
  versionId: Id<"planVersion"> | null,
): Promise<KnownAtStripe> {
  const products = await tx.select().from(stripeProducts).where(eq(stripeProducts.planId, planId));
  const rows = await tx
    .select({ price: stripePrices })
    .from(stripePrices)
    .innerJoin(planVersions, eq(planVersions.id, stripePrices.planVersionId))
    .where(eq(planVersions.planId, planId))
    .orderBy(asc(planVersions.version));
  const prices = rows.map((row) => row.price);
  return {
    products,
    mine: prices.filter((price) => price.planVersionId === versionId),
    others: prices.filter((price) => price.planVersionId !== versionId),
  };
}

/** What is to be done at Stripe for a version, with what is known there; nothing while Stripe is off. */
export async function stepsAtStripe(
  tx: Transaction,
  planId: Id<"plan"> | null,
  versionId: Id<"planVersion"> | null,
  definition: PlanDefinition,
): Promise<ProductStep[]> {
  if (!stripeIntegration()) return [];
  const known = planId ? await knownAtStripe(tx, planId, versionId) : { products: [], mine: [], others: [] };
  return publicationPlan(definition, known);
}

/**
 * How a version stands at Stripe. `missing`: it was published while Stripe was off; `pending`: on its way; `refused`:
 * Stripe said no, and it cannot be bought; `none`: it has nothing that is paid in advance.
 */
export type StripeState = "ready" | "none" | "pending" | "refused" | "missing" | "off";

export async function stripeStateOf(
  tx: Transaction,
  planId: Id<"plan">,
  version: { id: Id<"planVersion">; definition: PlanDefinition },
): Promise<StripeState> {
  if (!stripeIntegration()) return "off";
  const known = await knownAtStripe(tx, planId, version.id);
  const prices = publicationPlan(version.definition, known).flatMap((step) => step.prices);
  if (prices.length === 0) return "none";
  if (prices.every((price) => price.known && known.mine.includes(price.known))) return "ready";
  const [newest] = await tx
    .select({ state: effects.state })
    .from(effects)
    .where(
      and(
        eq(effects.tenantId, deskTenant),
        eq(effects.operation, publishOperation),
        sql`${effects.parameters}->>'planVersionId' = ${version.id}`,
      ),
    )
    .orderBy(sql`${effects.id} desc`)
    .limit(1);
  if (newest?.state === "pending") return "pending";
  return newest?.state === "refused" ? "refused" : "missing";
}
