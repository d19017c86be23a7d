import type Stripe from "stripe";
import { expect } from "vitest";
import { DAY, HOUR } from "@/sandbox/testing/instants";
import { amounts, texts } from "@/sandbox/testing/shop";
import { claim, holdThem } from "./claims";
import { NOW } from "./shop";

/* docs.stripe.com/api/invoices/create, …/add_lines, …/update_lines, …/remove_lines, invoicing/scheduled-finalization */

claim("an own invoice takes what the request says, and waits as a draft", async (shop) => {
  const { id: customer } = await shop.customer("pm_card_visa", {
    invoice_settings: { footer: "The customer's", custom_fields: [{ name: "PO", value: "1" }] },
  });
  await shop.stripe.invoiceItems.create({ customer, currency: "usd", amount: 900 });
  const draft = await shop.draft(customer, [], {
    description: "Memo",
    footer: "Ours",
    custom_fields: [{ name: "Contract", value: "7" }],
    metadata: { promise: "p_1" },
    discounts: "",
    account_tax_ids: "",
    collection_method: "send_invoice",
    due_date: NOW + 20 * DAY,
  });
  expect(draft).toMatchObject({
    status: "draft",
    billing_reason: "manual",
    auto_advance: false,
    automatically_finalizes_at: null,
    currency: "usd",
    total: 0,
    description: "Memo",
    footer: "Ours",
    custom_fields: [{ name: "Contract", value: "7" }],
    metadata: { promise: "p_1" },
    due_date: NOW + 20 * DAY,
    number: null,
    parent: null,
  });
  await shop.advanceTo(NOW + 3 * DAY);
  expect(await shop.stripe.invoices.retrieve(draft.id)).toMatchObject({ status: "draft" });
});

claim("a due date needs a sent invoice, and a sent invoice needs one", async (shop) => {
  const { id: customer } = await shop.customer();
  const make = (extra: Partial<Stripe.InvoiceCreateParams>) => shop.draft(customer, [], extra);
  const refused = { statusCode: 400 };
  await expect(make({ days_until_due: 5 })).rejects.toMatchObject(refused);
  await expect(make({ collection_method: "send_invoice" })).rejects.toMatchObject(refused);
  const sent = await make({ collection_method: "send_invoice", days_until_due: 5 });
  expect(sent.due_date).toBe(NOW + 5 * DAY);
});

claim("a coupon may be named for one invoice; “” takes it off", async (shop) => {
  const { id: customer } = await shop.customer();
  const coupon = await shop.coupon({ percent_off: 20, duration: "once" });
  const draft = await shop.draft(customer, [{ amount: 1000, description: "Work" }], {
    discounts: [{ coupon }],
  });
  expect(draft).toMatchObject({ subtotal: 1000, total: 800 });
  expect(draft.discounts).toHaveLength(1);
  const cleared = await shop.stripe.invoices.update(draft.id, { discounts: "" });
  expect(cleared).toMatchObject({ total: 1000, discounts: [] });
});

claim(
  "a customer's coupon lowers an own invoice, unless “” says that it has none",
  async (shop) => {
    const { id: customer } = await shop.customer();
    await shop.at.giveCoupon?.(customer, 10);
    const line = [{ amount: 1000, description: "Work" }];
    expect((await shop.draft(customer, line)).total).toBe(900);
    expect(await shop.draft(customer, line, { discounts: "" })).toMatchObject({ total: 1000, discounts: [] });
  },
  { onlyInSandbox: "a coupon is put on a customer in the dashboard only" },
);

claim("a line that is not discountable keeps its amount", async (shop) => {
  const { id: customer } = await shop.customer();
  const coupon = await shop.coupon({ percent_off: 50, duration: "once" });
  const lines = [
    { amount: 1000, description: "Lowered" },
    { amount: 1000, description: "Kept", discountable: false },
  ];
  expect(await shop.draft(customer, lines, { discounts: [{ coupon }] })).toMatchObject({ total: 1500 });
});

claim("lines are added, changed and removed while the invoice is a draft", async (shop) => {
  const { id: customer } = await shop.customer();
  const product = await shop.stripe.products.create({ name: "Seat" });
  shop.cleanUp(() => shop.stripe.products.update(product.id, { active: false }));
  const period = { start: NOW, end: NOW + 29 * DAY };
  const draft = await shop.draft(customer, [
    { amount: 1000, description: "Base", period, metadata: { line: "1" } },
    { price_data: { currency: "usd", product: product.id, unit_amount: 250 }, quantity: 4 },
  ]);
  expect(amounts(draft)).toEqual([1000, 1000]);
  expect(draft.lines.data[0]).toMatchObject({ period, metadata: { line: "1" }, quantity: 1 });
  expect(draft.lines.data[1]).toMatchObject({ quantity: 4, description: "Seat" });
  const [base, seats] = draft.lines.data.map(({ id }) => id);
  const changed = await shop.stripe.invoices.updateLines(draft.id, {
    lines: [
      { id: base ?? "", amount: 1200, description: "Base, corrected", metadata: { more: "2" } },
      { id: seats ?? "", quantity: 3 },
    ],
    invoice_metadata: { seen: "yes" },
  });
  expect(amounts(changed)).toEqual([1200, 750]);
  expect(texts(changed)).toEqual(["Base, corrected", "Seat"]);
  expect(changed).toMatchObject({ total: 1950, metadata: { seen: "yes" } });
  expect(changed.lines.data[0]?.metadata).toEqual({ line: "1", more: "2" });
  const left = await shop.stripe.invoices.removeLines(draft.id, {
    lines: [{ id: seats ?? "", behavior: "unassign" }],
  });
  expect(amounts(left)).toEqual([1200]);
  const pending = await shop.stripe.invoiceItems.list({ customer, pending: true });
  expect(pending.data.map(({ amount }) => amount)).toEqual([750]);
  const empty = await shop.stripe.invoices.removeLines(draft.id, {
    lines: [{ id: base ?? "", behavior: "delete" }],
  });
  expect(empty).toMatchObject({ total: 0 });
  const unknown = shop.stripe.invoices.removeLines(draft.id, {
    lines: [{ id: base ?? "", behavior: "delete" }],
  });
  await expect(unknown).rejects.toMatchObject({ statusCode: 400 });
});

claim("an invoice holds 250 lines and no more", async (shop) => {
  const { id: customer } = await shop.customer();
  const line = { amount: 100, description: "Line" };
  const draft = await shop.draft(customer, Array(125).fill(line));
  const full = await shop.stripe.invoices.addLines(draft.id, { lines: Array(125).fill(line) });
  expect(full.total).toBe(25_000);
  const more = shop.stripe.invoices.addLines(draft.id, { lines: [line] });
  await expect(more).rejects.toMatchObject({ statusCode: 400 });
});

claim("once finalised, lines and amounts are fixed; auto_advance and metadata are not", async (shop) => {
  const { id: customer } = await shop.customer();
  const draft = await shop.draft(customer, [{ amount: 1000, description: "Work" }]);
  const open = await shop.stripe.invoices.finalizeInvoice(draft.id, { auto_advance: false });
  expect(open).toMatchObject({ status: "open", auto_advance: false, next_payment_attempt: null });
  const add = shop.stripe.invoices.addLines(draft.id, { lines: [{ amount: 1, description: "Late" }] });
  await expect(add).rejects.toMatchObject({ statusCode: 400 });
  const rates = shop.stripe.invoices.update(draft.id, { default_tax_rates: "" });
  await expect(rates).rejects.toMatchObject({ statusCode: 400 });
  const updated = await shop.stripe.invoices.update(draft.id, { auto_advance: true, metadata: { a: "1" } });
  expect(updated).toMatchObject({ auto_advance: true, metadata: { a: "1" } });
});

claim("finalised with auto_advance, it is charged about an hour later; without, never", async (shop) => {
  const { id: customer } = await shop.customer();
  const line = { amount: 1000, description: "Work" };
  const charged = await shop.draft(customer, [line]);
  const kept = await shop.draft(customer, [line]);
  const open = await shop.stripe.invoices.finalizeInvoice(charged.id, { auto_advance: true });
  expect(open).toMatchObject({ status: "open", attempted: false });
  await shop.stripe.invoices.finalizeInvoice(kept.id, { auto_advance: false });
  await shop.advanceTo(NOW + 3 * HOUR);
  expect((await shop.stripe.invoices.retrieve(charged.id)).status).toBe("paid");
  expect((await shop.stripe.invoices.retrieve(kept.id)).status).toBe("open");
});

claim("a draft of its own can be deleted, and then it is gone", async (shop) => {
  const { id: customer } = await shop.customer();
  const draft = await shop.draft(customer, [{ amount: 1000, description: "Work" }]);
  expect(await shop.stripe.invoices.del(draft.id)).toMatchObject({ id: draft.id, deleted: true });
  await expect(shop.stripe.invoices.finalizeInvoice(draft.id)).rejects.toMatchObject({ statusCode: 404 });
});

claim("paying a draft of nothing makes it paid without a charge", async (shop) => {
  const { id: customer } = await shop.customer();
  const draft = await shop.draft(customer, []);
  expect(await shop.stripe.invoices.pay(draft.id)).toMatchObject({ status: "paid", amount_paid: 0 });
  expect((await shop.stripe.charges.list({ customer })).data).toEqual([]);
});

claim("a subscription with nothing pending gives an empty draft", async (shop) => {
  const customer = await shop.customer();
  const subscription = await shop.subscribe(await shop.price("Plan", 1000), customer);
  await shop.stripe.invoiceItems.create({ customer: customer.id, currency: "usd", amount: 500 });
  const draft = await shop.stripe.invoices.create({
    customer: customer.id,
    subscription: subscription.id,
  });
  expect(draft).toMatchObject({
    status: "draft",
    total: 0,
    parent: { subscription_details: { subscription: subscription.id } },
  });
  expect(draft.lines.data).toEqual([]);
});

claim("invoices are found by customer, subscription, status and time", async (shop) => {
  const customer = await shop.customer();
  const subscription = await shop.subscribe(await shop.price("Plan", 1000), customer);
  const draft = await shop.draft(customer.id, [{ amount: 1000, description: "Work" }]);
  const ids = async (params: Stripe.InvoiceListParams) =>
    (await shop.stripe.invoices.list({ customer: customer.id, ...params })).data.map(({ id }) => id);
  const first = (await shop.read(subscription)).latest_invoice as Stripe.Invoice;
  expect(await ids({})).toEqual([draft.id, first.id]);
  expect(await ids({ subscription: subscription.id })).toEqual([first.id]);
  expect(await ids({ status: "draft" })).toEqual([draft.id]);
  expect(await ids({ created: { gte: NOW } })).toHaveLength(2);
  expect(await ids({ created: { gt: NOW + DAY } })).toEqual([]);
});

holdThem();
