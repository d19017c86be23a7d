import Stripe from "stripe";
import type { Tour } from "./tour";

export const products: Tour = async (stripe) => {
  const product = await stripe.products.create({
    name: "Starter",
    description: "for a few",
    metadata: { plan: "starter" },
    unit_label: "seat",
    default_price_data: { currency: "jpy", unit_amount: 500, recurring: { interval: "month" } },
  });
  await stripe.products.retrieve(product.id, { expand: ["default_price"] });
  await stripe.products.update(product.id, { name: "Starter 2", active: false });
  await stripe.products.list({ active: false });
  const unused = await stripe.products.create({ name: "Unused" });
  await stripe.products.del(unused.id);
};

export const prices: Tour = async (stripe) => {
  const product = (await stripe.products.create({ name: "Priced" })).id;
  const fine = await stripe.prices.create({
    product,
    currency: "usd",
    unit_amount_decimal: Stripe.Decimal.from("0.125"),
    nickname: "fine",
  });
  await stripe.prices.create({
    product_data: { name: "Made with its price" },
    currency: "jpy",
    unit_amount: 12_000,
    recurring: { interval: "year" },
    lookup_key: "business:year",
    metadata: { a: "1" },
    tax_behavior: "exclusive",
  });
  await stripe.prices.list({ lookup_keys: ["business:year"], expand: ["data.product"] });
  await stripe.prices.retrieve(fine.id);
  await stripe.prices.update(fine.id, { active: false, nickname: "", metadata: { b: "2" } });
};
