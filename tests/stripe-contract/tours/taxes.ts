import { customerWith, itemOf, sell } from "@/sandbox/testing/shop";
import { refused, type Tour } from "./tour";

export const taxRates: Tour = async (stripe) => {
  const jct = await stripe.taxRates.create({
    display_name: "JCT",
    percentage: 10,
    inclusive: false,
    country: "JP",
    jurisdiction: "JP",
    description: "Standard rate",
    tax_type: "jct",
    metadata: { a: "1" },
  });
  const inside = await stripe.taxRates.create({ display_name: "JCT", percentage: 8, inclusive: true });
  await stripe.taxRates.retrieve(jct.id);
  await stripe.taxRates.list({ active: true, inclusive: false });
  const customer = (await customerWith(stripe)).id;
  const [one, two] = [(await sell(stripe, "One", 1000)).price.id, (await sell(stripe, "Two", 2000)).price.id];
  const items = [{ price: one }, { price: two, tax_rates: [inside.id] }];
  const subscription = await stripe.subscriptions.create({
    customer,
    items,
    default_tax_rates: [jct.id],
    expand: ["latest_invoice"],
  });
  await stripe.subscriptions.update(subscription.id, {
    items: [{ id: itemOf(subscription).id, quantity: 3, tax_rates: "" }],
    default_tax_rates: "",
    proration_behavior: "always_invoice",
  });
  await stripe.invoiceItems.create({ customer, currency: "jpy", amount: -300, tax_rates: [jct.id] });
  await stripe.invoiceItems.list({ customer });
  const draft = await stripe.invoices.create({
    customer,
    pending_invoice_items_behavior: "include",
    default_tax_rates: [inside.id],
  });
  await stripe.invoices.addLines(draft.id, {
    lines: [{ amount: 1000, description: "Line", tax_rates: [jct.id] }],
  });
  await stripe.invoices.update(draft.id, { default_tax_rates: [jct.id] });
  await stripe.invoices.finalizeInvoice(draft.id);
  await stripe.taxRates.update(jct.id, { active: false, description: "Gone", metadata: { b: "2" } });
  await refused(stripe.invoices.create({ customer, default_tax_rates: [jct.id] }), 400);
};

export const subscriptionDiscounts: Tour = async (stripe, { advanceTo }) => {
  const customer = (await customerWith(stripe)).id;
  const { price, product } = await sell(stripe, "Discounted", 1000);
  const coupon = await stripe.coupons.create({
    percent_off: 20,
    duration: "repeating",
    duration_in_months: 1,
    applies_to: { products: [product.id] },
    expand: ["applies_to"],
  });
  const fixed = await stripe.coupons.create({ amount_off: 100, currency: "jpy", duration: "once" });
  const items = [{ price: price.id }];
  const subscription = await stripe.subscriptions.create({
    customer,
    items,
    discounts: [{ coupon: coupon.id }, { coupon: fixed.id }],
    expand: ["discounts.source.coupon.applies_to", "latest_invoice.total_discount_amounts.discount"],
  });
  await stripe.subscriptions.update(subscription.id, {
    items: [{ id: itemOf(subscription).id, quantity: 2 }],
    discounts: [{ coupon: coupon.id }],
    proration_behavior: "always_invoice",
    expand: ["discounts", "latest_invoice.discounts"],
  });
  await advanceTo(itemOf(subscription).current_period_end + 2 * 3600);
  await stripe.subscriptions.update(subscription.id, { discounts: [{ coupon: fixed.id }] });
  await stripe.subscriptions.deleteDiscount(subscription.id);
  await stripe.subscriptions.update(subscription.id, { discounts: "" });
  await refused(stripe.subscriptions.deleteDiscount(subscription.id), 400);
};
