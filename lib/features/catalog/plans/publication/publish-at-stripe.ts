import { eq } from "drizzle-orm";
import { plans, planVersions, stripePrices, stripeProducts } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { PriceStep, ProductStep } from "@/lib/domain/catalog/publication-plan";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { handler, type Message } from "@/lib/features/foundation/outbox/handler";
import { ensurePrice, ensureProduct, renameProduct } from "@/lib/stripe/prices";
import { stepsAtStripe } from "./stripe-state";

/**
 * Makes or finds the Stripe products and prices of a version. Each is written down as soon as it is there, so a
 * publication that was cut off goes on where it ended; what was made and not written down is found again, products by
 * their id and prices by their lookup key.
 */
export const stripeCatalogPublish = handler("stripe.catalog.publish", {
  execute: ({ planVersionId }, message) => publishVersion(planVersionId, message),
  async settle(tx, ctx, _effect, { planKey, version }) {
    await recordAudit(tx, ctx, backOffice, {
      action: "plan.ready_at_stripe",
      after: { plan: planKey, version },
    });
  },
  /** The version stays on sale without a price: nobody can buy it, and the console says why. */
  async refuse(tx, ctx, _effect, { planKey, version }, reason) {
    const after = { plan: planKey, version, reason };
    await recordAudit(tx, ctx, backOffice, { action: "plan.refused_by_stripe", after });
  },
});

/** Makes or finds everything that a version has at Stripe; also for what was negotiated with one tenant. */
export async function publishVersion(id: Id<"planVersion">, message: Message): Promise<void> {
  const { version, steps } = await readVersion(id);
  for (const product of steps) {
    const stripeProductId = await publishProduct(version, product, message);
    for (const price of product.prices) await publishPrice(version, stripeProductId, price, message);
  }
}

type Version = Awaited<ReturnType<typeof readVersion>>["version"];

function readVersion(id: Id<"planVersion">) {
  return acrossTenants(async (tx) => {
    const [version] = await tx
      .select({
        id: planVersions.id,
        definition: planVersions.definition,
        planId: planVersions.planId,
        planKey: plans.key,
      })
      .from(planVersions)
      .innerJoin(plans, eq(plans.id, planVersions.planId))
      .where(eq(planVersions.id, id));
    invariant(version, `plan version ${id} exists`);
    return { version, steps: await stepsAtStripe(tx, version.planId, id, version.definition) };
  });
}

async function publishProduct(version: Version, product: ProductStep, message: Message): Promise<string> {
  const { known, step, productName: name } = product;
  const stripeProductId = known?.stripeProductId ?? `choba_${version.planId}_${step.component}`;
  if (step.action === "reuse") return stripeProductId;
  const metadata = { choba_plan: version.planKey, choba_component: step.component };
  if (step.action === "rename") await renameProduct(stripeProductId, name);
  else await ensureProduct({ id: stripeProductId, name, metadata }, message.id);
  await acrossTenants((tx) =>
    tx
      .insert(stripeProducts)
      .values({ planId: version.planId, componentKey: step.component, stripeProductId, name })
      .onConflictDoUpdate({
        target: [stripeProducts.planId, stripeProducts.componentKey],
        set: { name },
      }),
  );
  return stripeProductId;
}

async function publishPrice(
  version: Version,
  stripeProductId: string,
  { step, price, known }: PriceStep,
  message: Message,
): Promise<void> {
  const parts = [price.componentKey, price.optionKey, price.interval].join(":");
  const { currency } = version.definition;
  const stripePriceId =
    known?.stripePriceId ??
    (await ensurePrice(
      {
        lookupKey: price.identifies
          ? `${version.id}:${parts}`
          : `${version.planId}:${parts}:${currency}:${price.unitAmountMinor}`,
        productId: stripeProductId,
        currency,
        unitAmountMinor: price.unitAmountMinor,
        interval: price.interval,
        nickname: price.optionName?.en ?? null,
        metadata: {
          choba_plan: version.planKey,
          choba_component: step.component,
          ...(price.identifies ? { choba_plan_version: version.id } : {}),
        },
      },
      message.id,
    ));
  await acrossTenants((tx) =>
    tx
      .insert(stripePrices)
      .values({
        planVersionId: version.id,
        componentKey: price.componentKey,
        optionKey: price.optionKey,
        interval: price.interval,
        stripePriceId,
        stripeProductId: known?.stripeProductId ?? stripeProductId,
        currency,
        unitAmountMinor: price.unitAmountMinor,
        identifies: price.identifies,
      })
      .onConflictDoNothing(),
  );
}
