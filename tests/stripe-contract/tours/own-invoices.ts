import { customerWith, itemOf, sell } from "@/sandbox/testing/shop";
import { refused, type Tour } from "./tour";

/** Own invoices with taxes set by hand, and credit notes of their lines. */
export const ownInvoices: Tour = async (stripe) => {
  const customer = (await customerWith(stripe)).id;
  const coupon = (await stripe.coupons.create({ percent_off: 10, duration: "once" })).id;
  const tax_rate_data = {
    country: "JP",
    display_name: "JCT",
    inclusive: false,
    jurisdiction: "Japan",
    jurisdiction_level: "country",
    percentage: 10,
    tax_type: "jct",
  } as const;
  const taxes = (amount: number, taxable_amount: number) => [
    { amount, taxable_amount, tax_rate_data, taxability_reason: "standard_rated" as const },
  ];
  const draft = await stripe.invoices.create({
    customer,
    currency: "jpy",
    auto_advance: true,
    automatically_finalizes_at: 1_900_000_000,
    pending_invoice_items_behavior: "exclude",
    collection_method: "charge_automatically",
    discounts: [{ coupon }],
    account_tax_ids: "",
    automatic_tax: { enabled: false },
    expand: ["discounts"],
  });
  const added = await stripe.invoices.addLines(draft.id, {
    lines: [
      { amount: 1000, description: "Work", discountable: false, tax_amounts: taxes(100, 1000) },
      { amount: -200, description: "Back", tax_amounts: taxes(-20, -200) },
      { amount: 300, description: "Gone" },
    ],
  });
  const [work, back, gone] = added.lines.data.map(({ id }) => id);
  await stripe.invoices.updateLines(draft.id, { lines: [{ id: back ?? "", description: "Given back" }] });
  await stripe.invoices.updateLineItem(draft.id, work ?? "", { period: { start: 1, end: 2 } });
  await stripe.invoices.removeLines(draft.id, { lines: [{ id: gone ?? "", behavior: "delete" }] });
  await stripe.invoices.update(draft.id, { discounts: "", default_tax_rates: "" });
  const paid = await stripe.invoices.pay(draft.id, { off_session: false });
  const tax_rate = paid.total_taxes?.[0]?.tax_rate_details?.tax_rate ?? "";
  await stripe.creditNotes.create({
    invoice: paid.id,
    lines: [
      {
        type: "invoice_line_item",
        invoice_line_item: work,
        amount: 100,
        tax_amounts: [{ amount: 10, tax_rate, taxable_amount: 100 }],
      },
      {
        type: "custom_line_item",
        description: "Goodwill",
        quantity: 1,
        unit_amount: 5,
        tax_amounts: "",
      },
    ],
    credit_amount: 115,
  });
};

export const balances: Tour = async (stripe) => {
  const customer = (await customerWith(stripe)).id;
  const credit = await stripe.customers.createBalanceTransaction(customer, { amount: -500, currency: "jpy" });
  await stripe.customers.retrieveBalanceTransaction(customer, credit.id);
  await stripe.customers.updateBalanceTransaction(customer, credit.id, { description: "Goodwill" });
  await stripe.customers.listBalanceTransactions(customer, { expand: ["data.customer"] });
};

export const followingSubscriptions: Tour = async (stripe, { advanceTo }) => {
  const customer = (await customerWith(stripe)).id;
  const price = (await sell(stripe, "Followed", 1000)).price.id;
  const addOn = (await sell(stripe, "Add-on", 100)).price.id;
  const none = { proration_behavior: "none" } as const;
  const made = await stripe.subscriptions.create({
    customer,
    items: [{ price }],
    billing_mode: { type: "flexible" },
    billing_cycle_anchor_config: { day_of_month: 31, hour: 15, minute: 0, second: 0 },
    automatic_tax: { enabled: false },
    ...none,
  });
  const item = await stripe.subscriptionItems.create({ subscription: made.id, price: addOn, ...none });
  await stripe.subscriptionItems.update(item.id, { quantity: 3, metadata: { a: "1" }, ...none });
  await stripe.subscriptionItems.retrieve(item.id);
  await stripe.subscriptionItems.del(item.id, none);
  await refused(stripe.subscriptionItems.retrieve("si_none"), 404);
  await stripe.subscriptions.update(made.id, { pause_collection: { behavior: "void" } });
  await stripe.subscriptions.update(made.id, { pause_collection: "" });
  const trial = await stripe.subscriptions.create({
    customer,
    items: [{ price }],
    trial_period_days: 2,
    trial_settings: { end_behavior: { missing_payment_method: "create_invoice" } },
    add_invoice_items: [
      {
        price_data: {
          currency: "jpy",
          product: (await stripe.products.create({ name: "Once" })).id,
          unit_amount: 700,
        },
      },
    ],
    expand: ["latest_invoice"],
  });
  await advanceTo(itemOf(trial).current_period_end + 7200);
  await stripe.subscriptions.cancel(trial.id, { prorate: false, invoice_now: false });
};
