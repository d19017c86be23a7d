import { customerWith } from "@/sandbox/testing/shop";
import { refused, type Tour } from "./tour";

const address = {
  city: "Minato",
  country: "JP",
  line1: "1-1",
  line2: "3F",
  postal_code: "105-0001",
  state: "Tokyo",
};

export const customers: Tour = async (stripe) => {
  const customer = await stripe.customers.create({
    name: "Sakura",
    business_name: "Sakura KK",
    individual_name: "Hana Sakura",
    email: "pay@sakura.example",
    phone: "+81300000000",
    description: "a payer",
    address,
    shipping: { name: "Sakura", phone: "+81300000000", address },
    preferred_locales: ["ja", "en"],
    metadata: { choba_tenant: "ten_1" },
    invoice_settings: { custom_fields: [{ name: "PO", value: "1" }], footer: "Thanks" },
    tax_id_data: [{ type: "eu_vat", value: "DE000000000" }],
  });
  await stripe.customers.retrieve(customer.id, { expand: ["tax_ids", "subscriptions", "sources"] });
  await stripe.customers.update(customer.id, {
    address: "",
    shipping: "",
    balance: -500,
    tax_exempt: "reverse",
    invoice_settings: { custom_fields: "" },
    metadata: "",
  });
  await stripe.customers.list({ email: "pay@sakura.example", created: { gte: 1 } });
  await stripe.customers.del(customer.id);
  await stripe.customers.retrieve(customer.id);
  await refused(stripe.customers.retrieve("cus_none"), 404);
  await refused(stripe.customers.create({ email: "none" }), 400);
};

export const taxIds: Tour = async (stripe) => {
  const { id } = await stripe.customers.create({ name: "Taxed" });
  const values = [
    { type: "eu_vat", value: "DE000000000" },
    { type: "eu_vat", value: "DE111111111" },
    { type: "gb_vat", value: "GB222222222" },
    { type: "jp_trn", value: "T1234567891234" },
  ] as const;
  for (const value of values) await stripe.customers.createTaxId(id, value);
  const list = await stripe.customers.listTaxIds(id);
  const taxId = list.data[0]?.id ?? "";
  await stripe.customers.retrieveTaxId(id, taxId, { expand: ["customer"] });
  await stripe.customers.deleteTaxId(id, taxId);
};

export const paymentMethods: Tour = async (stripe) => {
  const customer = await customerWith(stripe);
  const method = await stripe.paymentMethods.attach("pm_card_mastercard", { customer: customer.id });
  await stripe.paymentMethods.update(method.id, {
    billing_details: { name: "Payer", email: "payer@example.com", address, phone: "1" },
    metadata: { a: "1" },
  });
  await stripe.paymentMethods.update(method.id, { card: { exp_month: 12, exp_year: 2040 } });
  await stripe.paymentMethods.retrieve(method.id, { expand: ["customer"] });
  await stripe.paymentMethods.list({ customer: customer.id, type: "card" });
  await stripe.customers.listPaymentMethods(customer.id, { type: "card" });
  await stripe.customers.retrievePaymentMethod(customer.id, method.id);
  await stripe.customers.retrieve(customer.id, { expand: ["invoice_settings.default_payment_method"] });
  await stripe.paymentMethods.detach(method.id);
};

/** Checkout makes them, and what became of one is read. */
export const setupIntents: Tour = async (stripe) => {
  const { id: customer } = await stripe.customers.create({});
  const session = await stripe.checkout.sessions.create({
    mode: "setup",
    customer,
    currency: "jpy",
    success_url: "https://choba.example/done",
  });
  await stripe.setupIntents.retrieve(String(session.setup_intent), { expand: ["customer"] });
};

/** The account's own tax ids, which stand on invoices as the seller's. */
export const taxIdsOfTheAccount: Tour = async (stripe) => {
  const made = await stripe.taxIds.create({ type: "jp_trn", value: "T7000012050002" });
  await stripe.taxIds.list({ limit: 10 });
  await stripe.taxIds.del(made.id);
};
