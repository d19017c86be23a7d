import Stripe from "stripe";
import type { DecimalText } from "@/lib/domain/catalog/component";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import { OutsideRefused } from "@/lib/http/outside";
import { callStripe } from "./call-stripe";

export type WantedProduct = { id: string; name: string; metadata: Record<string, string> };

/**
 * Creates a product under an id that Choba chose, so that a second attempt finds the first product, however
 * old it is. An existing product gets the wanted name.
 */
export async function ensureProduct({ id, name, metadata }: WantedProduct, key: string): Promise<void> {
  try {
    await callStripe((stripe) =>
      stripe.products.create({ id, name, metadata }, { idempotencyKey: `${key}:product:${id}` }),
    );
  } catch (error) {
    if (!(error instanceof OutsideRefused)) throw error;
    // Creation is usually refused because the product exists. If it does not exist, the first error is the
    // reason.
    await renameProduct(id, name).catch((next) => {
      throw next instanceof OutsideRefused ? error : next;
    });
  }
}

/** Sets the name. Repeating has the same result, so no key is needed. */
export async function renameProduct(id: string, name: string): Promise<void> {
  await callStripe((stripe) => stripe.products.update(id, { name }));
}

export type WantedPrice = {
  /**
   * A key that states everything by which prices differ (docs.stripe.com/api/prices: unique among all
   * prices).
   */
  lookupKey: string;
  productId: string;
  /** ISO 4217, upper case. */
  currency: string;
  /** Minor units; a fraction of a unit is kept exactly, up to 12 places. */
  unitAmountMinor: DecimalText;
  interval: PaidInterval;
  nickname: string | null;
  metadata: Record<string, string>;
};

/**
 * The id of the price with this lookup key, which is created on first need. A repeated call finds it instead
 * of creating another.
 */
export async function ensurePrice(wanted: WantedPrice, key: string): Promise<string> {
  const made = await findPrice(wanted.lookupKey);
  if (made) return made;
  try {
    const price = await callStripe((stripe) =>
      stripe.prices.create(
        {
          product: wanted.productId,
          currency: wanted.currency.toLowerCase(),
          unit_amount_decimal: Stripe.Decimal.from(wanted.unitAmountMinor),
          recurring: { interval: wanted.interval },
          lookup_key: wanted.lookupKey,
          ...(wanted.nickname ? { nickname: wanted.nickname } : {}),
          metadata: wanted.metadata,
        },
        { idempotencyKey: `${key}:${wanted.lookupKey}` },
      ),
    );
    return price.id;
  } catch (error) {
    // Another version that shares the price may have created it since we looked.
    const meanwhile = error instanceof OutsideRefused ? await findPrice(wanted.lookupKey) : null;
    if (!meanwhile) throw error;
    return meanwhile;
  }
}

async function findPrice(lookupKey: string): Promise<string | null> {
  const found = await callStripe((stripe) => stripe.prices.list({ lookup_keys: [lookupKey], limit: 1 }));
  return found.data[0]?.id ?? null;
}
