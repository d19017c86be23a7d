import Stripe from "stripe";
import type { DecimalText } from "@/lib/domain/catalog/component";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import { OutsideRefused } from "@/lib/http/outside";
import { callStripe } from "./call";

export type WantedProduct = { id: string; name: string; metadata: Record<string, string> };

/**
 * Makes a product under an id that Choba chose, so that a second making finds the first one however long ago it was. One
 * that exists is given the wanted name.
 */
export async function ensureProduct({ id, name, metadata }: WantedProduct, key: string): Promise<void> {
  try {
    await callStripe((stripe) =>
      stripe.products.create({ id, name, metadata }, { idempotencyKey: `${key}:product:${id}` }),
    );
  } catch (error) {
    if (!(error instanceof OutsideRefused)) throw error;
    // Refused most likely because it is there; if it is not, the first reason counts.
    await renameProduct(id, name).catch((next) => {
      throw next instanceof OutsideRefused ? error : next;
    });
  }
}

/** Names are set, not added to: repeating needs no key. */
export async function renameProduct(id: string, name: string): Promise<void> {
  await callStripe((stripe) => stripe.products.update(id, { name }));
}

export type WantedPrice = {
  /** Says everything that distinguishes the price (docs.stripe.com/api/prices: unique among all prices). */
  lookupKey: string;
  productId: string;
  /** ISO 4217, upper case. */
  currency: string;
  /** Minor units; a fraction of one is kept exactly, up to 12 places. */
  unitAmountMinor: DecimalText;
  interval: PaidInterval;
  nickname: string | null;
  metadata: Record<string, string>;
};

/** The id of the price with this lookup key, created on first need: repeating finds it instead of making another. */
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
    // Another version that shares the price may have made it since we looked.
    const meanwhile = error instanceof OutsideRefused ? await findPrice(wanted.lookupKey) : null;
    if (!meanwhile) throw error;
    return meanwhile;
  }
}

async function findPrice(lookupKey: string): Promise<string | null> {
  const found = await callStripe((stripe) => stripe.prices.list({ lookup_keys: [lookupKey], limit: 1 }));
  return found.data[0]?.id ?? null;
}
