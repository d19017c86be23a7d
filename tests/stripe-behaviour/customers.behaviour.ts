import { setTimeout as sleep } from "node:timers/promises";
import type Stripe from "stripe";
import { expect } from "vitest";
import { claim, holdThem } from "./claims";
import type { Shop } from "./shop";

/* docs.stripe.com/payments/checkout/save-and-reuse, docs.stripe.com/customer-management, docs.stripe.com/api/events */

/**
 * A customer in real time. Events of test clocks carry the clock's time, by which a list cannot be filtered.
 */
async function realCustomer(shop: Shop, params: Stripe.CustomerCreateParams = {}): Promise<Stripe.Customer> {
  const customer = await shop.stripe.customers.create(params);
  shop.cleanUp(() => shop.stripe.customers.del(customer.id));
  return customer;
}

/** The newest event of the type about the object; Stripe may need a moment to list it. */
async function eventAbout(shop: Shop, type: string, id: string): Promise<Stripe.Event> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const { data } = await shop.stripe.events.list({ type, limit: 50 });
    const found = data.find((event) => (event.data.object as { id?: string }).id === id);
    if (found) return found;
    await sleep(shop.at.pollMs);
  }
  throw new Error(`no ${type} about ${id}`);
}

claim("the event of a changed customer carries its previous values", async (shop) => {
  const { id } = await realCustomer(shop, { email: "old@payer.example", name: "Payer" });
  await shop.stripe.customers.update(id, { email: "new@payer.example" });
  const event = await eventAbout(shop, "customer.updated", id);
  expect(event.data.object).toMatchObject({ email: "new@payer.example", name: "Payer" });
  expect(event.data.previous_attributes).toMatchObject({ email: "old@payer.example" });
  expect(event).toMatchObject({ livemode: false, request: { id: expect.stringMatching(/^req_/) } });
});

claim("of a nested field the previous values name only the keys that changed", async (shop) => {
  const { id } = await realCustomer(shop, { metadata: { a: "1", b: "2" } });
  await shop.stripe.customers.update(id, { metadata: { b: "3", c: "4" } });
  const event = await eventAbout(shop, "customer.updated", id);
  expect(event.data.previous_attributes).toEqual({ metadata: { b: "2", c: null } });
});

claim("events are listed by several types, by time and by whether they arrived", async (shop) => {
  const { id, created } = await realCustomer(shop, { name: "Payer" });
  await shop.stripe.customers.update(id, { name: "Renamed" });
  await eventAbout(shop, "customer.updated", id);
  await shop.at.settled();
  const list = async (params: Stripe.EventListParams) => {
    const { data } = await shop.stripe.events.list({ limit: 100, ...params });
    return data.filter((event) => (event.data.object as { id?: string }).id === id);
  };
  const types = ["customer.created", "customer.updated"];
  expect((await list({ types })).map(({ type }) => type).sort()).toEqual(types);
  expect(await list({ types: ["customer.updated"], created: { gte: created } })).toHaveLength(1);
  expect(await list({ types, created: { lt: created } })).toEqual([]);
  expect(await list({ types, delivery_success: true })).toHaveLength(2);
});

claim(
  "an event whose webhook never arrived is among those that were not delivered",
  async (shop) => {
    await shop.at.settled();
    await shop.at.fail?.("webhook_drop");
    const { id } = await realCustomer(shop);
    await shop.at.settled();
    const { data } = await shop.stripe.events.list({ type: "customer.created", delivery_success: false });
    expect(data.map((event) => (event.data.object as { id?: string }).id)).toEqual([id]);
  },
  { onlyInSandbox: "a listener that fails" },
);

claim("metadata merges; an empty value removes its key", async (shop) => {
  const { id } = await shop.customer(null, { metadata: { a: "1", b: "2" } });
  const updated = await shop.stripe.customers.update(id, { metadata: { b: "", c: "3" } });
  expect(updated.metadata).toEqual({ a: "1", c: "3" });
});

claim("a deleted customer is still found, as deleted", async (shop) => {
  const { id } = await shop.customer(null);
  await shop.stripe.customers.del(id);
  expect(await shop.stripe.customers.retrieve(id)).toMatchObject({ id, object: "customer", deleted: true });
});

claim("tax ids are kept with the customer; test VAT numbers tell how verifying ended", async (shop) => {
  const { id } = await realCustomer(shop);
  const states = { DE000000000: "verified", DE111111111: "unverified", DE222222222: "pending" };
  for (const [value, status] of Object.entries(states)) {
    const taxId = await shop.stripe.customers.createTaxId(id, { type: "eu_vat", value });
    expect(taxId).toMatchObject({ customer: id, country: "DE", type: "eu_vat", value });
    expect(["pending", status]).toContain(taxId.verification?.status);
  }
  const japanese = await shop.stripe.customers.createTaxId(id, { type: "jp_trn", value: "T7000012050002" });
  expect(japanese).toMatchObject({ country: "JP", verification: { status: "unavailable" } });
  await shop.stripe.customers.deleteTaxId(id, japanese.id);
  const read = (await shop.stripe.customers.retrieve(id, { expand: ["tax_ids"] })) as Stripe.Customer;
  expect(read.tax_ids?.data.map(({ value }) => value).sort()).toEqual(Object.keys(states));
});

claim("a tax id of the wrong form is refused, and the customer is as before", async (shop) => {
  const { id } = await realCustomer(shop);
  const wrong = shop.stripe.customers.createTaxId(id, { type: "jp_trn", value: "7000012050002" });
  await expect(wrong).rejects.toMatchObject({ statusCode: 400, code: "tax_id_invalid" });
  expect((await shop.stripe.customers.listTaxIds(id)).data).toEqual([]);
});

claim(
  "names, languages and custom fields of a customer are replaced as sent, and emptied by empty text",
  async (shop) => {
    const { id } = await realCustomer(shop);
    const filled = await shop.stripe.customers.update(id, {
      business_name: "Acme KK",
      individual_name: "Hana Sato",
      preferred_locales: ["ja"],
      invoice_settings: { custom_fields: [{ name: "部署", value: "経理部" }] },
    });
    expect(filled).toMatchObject({
      business_name: "Acme KK",
      individual_name: "Hana Sato",
      preferred_locales: ["ja"],
      invoice_settings: { custom_fields: [{ name: "部署", value: "経理部" }] },
    });
    const emptied = await shop.stripe.customers.update(id, {
      business_name: "",
      phone: "",
      address: "",
      invoice_settings: { custom_fields: "" },
    });
    expect(emptied).toMatchObject({ phone: null, address: null, invoice_settings: { custom_fields: null } });
    expect(emptied.business_name ?? "").toBe("");
    expect(emptied.individual_name).toBe("Hana Sato");
  },
);

claim(
  "a Checkout page in setup mode: open, with a link and a setup intent, nothing to pay; it can be expired",
  async (shop) => {
    const { id: customer } = await realCustomer(shop);
    const session = await shop.stripe.checkout.sessions.create({
      mode: "setup",
      customer,
      currency: "jpy",
      allowed_payment_method_types: ["card"],
      success_url: "https://choba.example/back",
      cancel_url: "https://choba.example/away",
      client_reference_id: "ten_1",
      metadata: { order: "1" },
      setup_intent_data: { metadata: { order: "1" } },
    });
    expect(session).toMatchObject({
      mode: "setup",
      status: "open",
      customer,
      payment_status: "no_payment_required",
      subscription: null,
      payment_intent: null,
      client_reference_id: "ten_1",
      metadata: { order: "1" },
    });
    expect(session.url).toMatch(/^http/);
    const read = await shop.stripe.checkout.sessions.retrieve(session.id, { expand: ["setup_intent"] });
    expect(read.setup_intent).toMatchObject({ object: "setup_intent", metadata: { order: "1" } });
    const expired = await shop.stripe.checkout.sessions.expire(session.id);
    expect(expired).toMatchObject({ status: "expired", url: null });
    await expect(shop.stripe.checkout.sessions.expire(session.id)).rejects.toMatchObject({ statusCode: 400 });
  },
);

claim("a portal session leads to a page and back", async (shop) => {
  const { id: customer } = await realCustomer(shop);
  const configuration = await shop.stripe.billingPortal.configurations.create({
    features: { invoice_history: { enabled: true }, payment_method_update: { enabled: true } },
  });
  shop.cleanUp(() => retire(shop, configuration));
  const session = await shop.stripe.billingPortal.sessions.create({
    customer,
    configuration: configuration.id,
    return_url: "https://choba.example/back",
  });
  expect(session).toMatchObject({
    customer,
    configuration: configuration.id,
    return_url: "https://choba.example/back",
  });
  expect(session.url).toMatch(/^http/);
});

/** A configuration cannot be deleted, and the default one cannot even be deactivated. */
async function retire(shop: Shop, { id, is_default }: Stripe.BillingPortal.Configuration): Promise<void> {
  if (!is_default) await shop.stripe.billingPortal.configurations.update(id, { active: false });
}

holdThem();
