import { and, asc, desc, eq, inArray, or, sql } from "drizzle-orm";
import { outboxMessages, planVersions, stripePrices, stripeProducts } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { type KnownAtStripe, type ProductStep, publicationPlan } from "@/lib/domain/catalog/publication-plan";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { isPublished } from "@/lib/features/catalog/plans/record/queries";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { stripeIntegration } from "@/lib/stripe/client";

/**
 * What Choba has made at Stripe for a plan's published versions and for `versionIds`. What was negotiated with tenants is
 * left out: it may be thousands of versions, and a price that could be shared is found at Stripe by its lookup key.
 */
async function readMade(tx: Transaction, planId: Id<"plan">, versionIds: readonly Id<"planVersion">[]) {
  const products = await tx.select().from(stripeProducts).where(eq(stripeProducts.planId, planId));
  const rows = await tx
    .select({ price: stripePrices })
    .from(stripePrices)
    .innerJoin(planVersions, eq(planVersions.id, stripePrices.planVersionId))
    .where(and(eq(planVersions.planId, planId), or(isPublished, inArray(planVersions.id, [...versionIds]))))
    .orderBy(asc(planVersions.version));
  return { products, prices: rows.map((row) => row.price) };
}

type Made = Awaited<ReturnType<typeof readMade>>;

/** The same, seen from one of the plan's versions, or (null) from one that is yet to be made. */
const seenFrom = ({ products, prices }: Made, versionId: Id<"planVersion"> | null): KnownAtStripe => ({
  products,
  mine: prices.filter((price) => price.planVersionId === versionId),
  others: prices.filter((price) => price.planVersionId !== versionId),
});

/** What is to be done at Stripe for a version, with what is known there. */
export async function stepsAtStripe(
  tx: Transaction,
  planId: Id<"plan">,
  versionId: Id<"planVersion"> | null,
  definition: PlanDefinition,
): Promise<ProductStep[]> {
  const made = await readMade(tx, planId, versionId ? [versionId] : []);
  return publicationPlan(definition, seenFrom(made, versionId));
}

/**
 * How a version stands at Stripe. `missing`: it was published while Stripe was off; `pending`: on its way; `refused`:
 * Stripe said no, and it cannot be bought; `none`: it has nothing that is paid in advance.
 */
export type StripeState = "ready" | "none" | "pending" | "refused" | "missing" | "off";

type Version = { id: Id<"planVersion">; definition: PlanDefinition };

export async function stripeStateOf(
  tx: Transaction,
  planId: Id<"plan">,
  version: Version,
): Promise<StripeState> {
  const [state] = await stripeStatesOf(tx, planId, [version]);
  invariant(state, "one version has one state");
  return state;
}

/** The states of several versions of one plan, in their order. */
export async function stripeStatesOf(
  tx: Transaction,
  planId: Id<"plan">,
  versions: Version[],
): Promise<StripeState[]> {
  if (!stripeIntegration()) return versions.map(() => "off");
  const made = await readMade(
    tx,
    planId,
    versions.map(({ id }) => id),
  );
  const states: StripeState[] = [];
  for (const version of versions) {
    const known = seenFrom(made, version.id);
    const prices = publicationPlan(version.definition, known).flatMap((step) => step.prices);
    const isComplete = prices.every((price) => price.known && known.mine.includes(price.known));
    if (prices.length === 0) states.push("none");
    else states.push(isComplete ? "ready" : await stateOfEffect(tx, version.id));
  }
  return states;
}

async function stateOfEffect(tx: Transaction, versionId: Id<"planVersion">): Promise<StripeState> {
  const [newest] = await tx
    .select({ state: outboxMessages.state })
    .from(outboxMessages)
    .where(
      and(
        eq(outboxMessages.tenantId, backOffice),
        eq(outboxMessages.operation, "stripe.catalog.publish"),
        sql`${outboxMessages.parameters}->>'planVersionId' = ${versionId}`,
      ),
    )
    .orderBy(desc(outboxMessages.id))
    .limit(1);
  if (newest?.state === "pending") return "pending";
  return newest?.state === "refused" ? "refused" : "missing";
}
