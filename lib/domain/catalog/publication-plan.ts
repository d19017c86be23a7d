import type { DecimalText } from "./component";
import { type FixedPrice, fixedPrices } from "./fixed-prices";
import type { LocalizedText, PaidInterval, PlanDefinition } from "./plan";

/** A product or a price that Choba has made at Stripe for this plan. */
export type KnownProduct = { componentKey: string; stripeProductId: string; name: string };
export type KnownPrice = {
  componentKey: string;
  optionKey: string;
  interval: PaidInterval;
  currency: string;
  unitAmountMinor: DecimalText;
  stripePriceId: string;
  stripeProductId: string;
  identifies: boolean;
};

/** What Stripe holds for a plan: `mine` belongs to this version, `others` to the plan's other versions. */
export type KnownAtStripe = { products: KnownProduct[]; mine: KnownPrice[]; others: KnownPrice[] };

/** One thing that publishing does at Stripe. */
export type PublicationStep = {
  object: "product" | "price";
  /** A product is renamed when the plan or the component is renamed. */
  action: "create" | "reuse" | "rename";
  component: string;
  /** The option of a group of add-ons; null for everything else. */
  option: string | null;
  name: LocalizedText;
  /** What the product is called at Stripe afterwards, as it stands on invoices; null for a price. */
  productName: string | null;
  /** Null for a product. */
  interval: PaidInterval | null;
  /** Minor units for one; null for a product. */
  unitAmountMinor: DecimalText | null;
  currency: string;
};

export type PriceStep = { step: PublicationStep; price: FixedPrice; known: KnownPrice | null };
export type ProductStep = {
  step: PublicationStep;
  /** As it stands on Stripe's invoices. */
  productName: string;
  known: KnownProduct | null;
  prices: PriceStep[];
};

/**
 * What is to be done at Stripe for a version. The preview shows these steps and the publication carries them
 * out. A product serves all versions of its component. The prices of the component that identifies a version
 * belong to that version alone. Versions share other prices if product, amount, currency and interval are the
 * same.
 */
export function publicationPlan(definition: PlanDefinition, known: KnownAtStripe): ProductStep[] {
  const prices = fixedPrices(definition);
  const components = [...new Set(prices.map((price) => price.componentKey))];
  return components.map((key) => {
    const ofComponent = prices.filter((price) => price.componentKey === key);
    return productStep(definition, key, ofComponent, known);
  });
}

function productStep(
  definition: PlanDefinition,
  componentKey: string,
  prices: FixedPrice[],
  known: KnownAtStripe,
): ProductStep {
  const { currency } = definition;
  const product = known.products.find((candidate) => candidate.componentKey === componentKey) ?? null;
  const name = prices[0]?.componentName ?? definition.name;
  const productName = productNameOf(definition, prices);
  const nothing = { component: componentKey, option: null, interval: null, unitAmountMinor: null, currency };
  const action = product ? (product.name === productName ? "reuse" : "rename") : "create";
  return {
    step: { object: "product", action, name, productName, ...nothing },
    productName,
    known: product,
    prices: prices.map((price) => priceStep(price, product, currency, known)),
  };
}

function priceStep(
  price: FixedPrice,
  product: KnownProduct | null,
  currency: string,
  { mine, others }: KnownAtStripe,
): PriceStep {
  const isWanted = (candidate: KnownPrice) =>
    candidate.componentKey === price.componentKey &&
    candidate.optionKey === price.optionKey &&
    candidate.interval === price.interval &&
    candidate.currency === currency &&
    candidate.unitAmountMinor === price.unitAmountMinor;
  const isShared = (candidate: KnownPrice) =>
    isWanted(candidate) && !candidate.identifies && candidate.stripeProductId === product?.stripeProductId;
  const known = mine.find(isWanted) ?? (price.identifies ? null : (others.find(isShared) ?? null));
  return {
    price,
    known,
    step: {
      object: "price",
      action: known ? "reuse" : "create",
      component: price.componentKey,
      option: price.optionKey || null,
      name: price.optionName ?? price.componentName,
      productName: null,
      interval: price.interval,
      unitAmountMinor: price.unitAmountMinor,
      currency,
    },
  };
}

/** On an invoice the identifying product has the plan's name; the others are its components. */
function productNameOf(definition: PlanDefinition, prices: FixedPrice[]): string {
  const plan = definition.name.en;
  const [price] = prices;
  return !price || price.identifies ? plan : `${plan}: ${price.componentName.en}`;
}
