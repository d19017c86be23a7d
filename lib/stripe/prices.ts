import { baseAmountMinor, type PaidInterval, type PlanDefinition } from "@/lib/domain/catalog/plan";
import { invariant } from "@/lib/domain/errors";
import { callStripe } from "./call";

export type StripePrice = { priceId: string; productId: string };

/**
 * The Stripe price for the fixed part of a plan version, created on first need. Its lookup key names version and
 * interval, so repeating finds the price instead of making another.
 */
export async function ensurePrice(
  planKey: string,
  versionId: string,
  definition: PlanDefinition,
  interval: PaidInterval,
): Promise<StripePrice> {
  const lookupKey = `${versionId}:${interval}`;
  const found = await callStripe((stripe) => stripe.prices.list({ lookup_keys: [lookupKey], limit: 1 }));
  const existing = found.data[0];
  if (existing)
    return {
      priceId: existing.id,
      productId: typeof existing.product === "string" ? existing.product : existing.product.id,
    };

  const amount = baseAmountMinor(definition, interval);
  invariant(amount !== null, "only a plan with a fixed part has a Stripe price");
  const product = await callStripe((stripe) =>
    stripe.products.create(
      { name: definition.name.en, metadata: { choba_plan: planKey, choba_plan_version: versionId } },
      { idempotencyKey: `${versionId}:product` },
    ),
  );
  const price = await callStripe((stripe) =>
    stripe.prices.create(
      {
        product: product.id,
        currency: definition.currency.toLowerCase(),
        unit_amount: Number(amount),
        recurring: { interval },
        lookup_key: lookupKey,
        metadata: { choba_plan_version: versionId },
      },
      { idempotencyKey: `${lookupKey}:price` },
    ),
  );
  return { priceId: price.id, productId: product.id };
}
