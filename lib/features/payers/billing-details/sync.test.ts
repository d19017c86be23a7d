import type Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { textOf } from "@/lib/domain/billing-details/fields";
import { readTimeline } from "@/lib/features/console/activity/read-timeline";
import { createPaymentAccount } from "@/lib/features/payers/payment-account/create-payment-account";
import { refreshPaymentAccount } from "@/lib/features/payers/payment-account/refresh-payment-account";
import { Buyer, value } from "@/tests/support/buyer";
import { createWorld, type World } from "@/tests/support/world";
import type { BillingDetailsInput } from "./billing-details-input";
import { resolveBillingDetailConflict } from "./resolve-conflict";
import { saveBillingDetails } from "./save-billing-details";

let world: World;
let buyer: Buyer;
beforeAll(async () => {
  world = await createWorld(new Date("2026-11-16T12:00:05Z"));
});
afterAll(() => world?.close());
beforeEach(async () => {
  world.sandbox.failures.clear();
  buyer = await Buyer.withCard(world, null);
  await world.settle();
});

const details: BillingDetailsInput = {
  companyName: "Buyer KK",
  department: "Accounting",
  contactPerson: "Hana Sato",
  country: "JP",
  postalCode: "150-0001",
  state: "東京都",
  city: "Shibuya",
  line1: "1-2-3 Jingumae",
  phone: "+81 3 0000 0000",
  email: "invoices@buyer.example",
  ccEmails: ["boss@buyer.example", "audit@buyer.example"],
  taxIds: [{ type: "jp_trn", value: "T7000012050002" }],
  invoiceLanguage: "ja",
  poNumber: "PO-1",
  paymentTermsDays: 30,
  paymentTerms: "by the end of the next month",
};

const save = async (input: BillingDetailsInput) =>
  value(await saveBillingDetails(await buyer.ctx(), buyer.tenantId, input));
const atStripe = async () =>
  (await world.stripe.customers.retrieve(await buyer.customerId(), {
    expand: ["tax_ids"],
  })) as Stripe.Customer;
const editAtStripe = async (parameters: Stripe.CustomerUpdateParams) =>
  world.stripe.customers.update(await buyer.customerId(), parameters);
const conflicts = async () => (await buyer.look()).billingDetailsState?.conflicts ?? [];
async function resolve(field: "phone" | "taxIds" | "address", keep: "ours" | "theirs") {
  const conflict = (await conflicts()).find((open) => open.field === field);
  if (!conflict) throw new Error(`${field} is in no conflict`);
  const theirs = textOf(field, conflict.theirs as never);
  return resolveBillingDetailConflict(await buyer.ctx(), buyer.tenantId, { field, keep, theirs });
}
const actions = async () =>
  value(await readTimeline(await buyer.ctx(), buyer.tenantId, { limit: 50 }))
    .entries.map(({ action }) => action)
    .filter((action) => action.startsWith("billing_details."))
    .reverse();

test("every field reaches its place at Stripe, and what is not Stripe's does not", async () => {
  expect(await save(details)).toEqual({ synchronised: true });
  const customer = await atStripe();
  expect(customer).toMatchObject({
    business_name: "Buyer KK",
    individual_name: "Hana Sato",
    address: { country: "JP", postal_code: "150-0001", state: "東京都", city: "Shibuya" },
    phone: "+81 3 0000 0000",
    email: "invoices@buyer.example",
    preferred_locales: ["ja"],
    metadata: { choba_tenant: buyer.tenantId, choba_cc_emails: "boss@buyer.example, audit@buyer.example" },
    invoice_settings: {
      custom_fields: [
        { name: "部署", value: "Accounting" },
        { name: "注文書番号", value: "PO-1" },
      ],
    },
  });
  expect(customer.tax_ids?.data).toMatchObject([{ type: "jp_trn", value: "T7000012050002" }]);
  expect(JSON.stringify(customer)).not.toContain("end of the next month");
  await world.settle();
  expect(await conflicts()).toEqual([]);
  expect(await actions()).toEqual(["billing_details.save"]);
});

test("details entered before there is a payment account are sent with it; the payer's e-mail serves until another is named", async () => {
  const early = await Buyer.arrive(world);
  const { email: _, ...withoutEmail } = details;
  value(await saveBillingDetails(await early.ctx(), early.tenantId, withoutEmail));
  value(
    await createPaymentAccount(await early.ctx(), early.tenantId, {
      payerName: "Early",
      payerEmail: "early@buyers.example",
    }),
  );
  await world.settle();
  buyer = early;
  expect(await atStripe()).toMatchObject({ business_name: "Buyer KK", email: "early@buyers.example" });
  expect((await buyer.look()).billingDetails?.email).toBe("");
});

test("what others put on the customer stays: their custom fields, their metadata", async () => {
  await editAtStripe({
    metadata: { crm: "42" },
    invoice_settings: { custom_fields: [{ name: "Cost centre", value: "77" }] },
  });
  await world.settle();
  await save(details);
  await save({ poNumber: "" });
  const { metadata, invoice_settings } = await atStripe();
  expect(metadata.crm).toBe("42");
  expect(invoice_settings.custom_fields).toEqual([
    { name: "Cost centre", value: "77" },
    { name: "部署", value: "Accounting" },
  ]);
});

test("a field that only Stripe changed is taken over, and the log says so", async () => {
  await save(details);
  await editAtStripe({ phone: "+81 3 9999 9999" });
  await world.settle();
  const { billingDetails, billingDetailsState } = await buyer.look();
  expect(billingDetails).toMatchObject({ phone: "+81 3 9999 9999", companyName: "Buyer KK" });
  expect(billingDetailsState?.standing.find(({ field }) => field === "phone")).toMatchObject({
    from: "stripe",
  });
  expect(await actions()).toEqual(["billing_details.save", "billing_details.changed_in_stripe"]);
});

test("changed on both sides: nothing is overwritten, other fields go on, and ours is sent once it is chosen", async () => {
  await save(details);
  await world.settle();
  await editAtStripe({ phone: "+81 3 9999 9999" });
  await save({ phone: "+81 3 1111 1111", companyName: "Buyer Holdings KK" });
  await world.settle();
  expect(await conflicts()).toMatchObject([{ field: "phone", theirs: "+81 3 9999 9999" }]);
  expect(await atStripe()).toMatchObject({ phone: "+81 3 9999 9999", business_name: "Buyer Holdings KK" });
  expect((await buyer.look()).billingDetails?.phone).toBe("+81 3 1111 1111");
  expect(await resolve("phone", "ours")).toMatchObject({
    ok: true,
    value: { resolved: true, synchronised: true },
  });
  expect((await atStripe()).phone).toBe("+81 3 1111 1111");
  await world.settle();
  expect(await conflicts()).toEqual([]);
  expect(await actions()).toEqual([
    "billing_details.save",
    "billing_details.save",
    "billing_details.conflict",
    "billing_details.resolve_with_choba",
  ]);
});

test("a form opened before Stripe's change was taken over does not overwrite it: a person chooses", async () => {
  await save(details);
  await editAtStripe({ phone: "+81 3 9999 9999" });
  await world.settle();
  await save({ phone: "+81 3 1111 1111", seen: { phone: "+81 3 0000 0000" } });
  await world.settle();
  expect(await conflicts()).toMatchObject([{ field: "phone", theirs: "+81 3 9999 9999" }]);
  expect((await atStripe()).phone).toBe("+81 3 9999 9999");
  value(await resolve("phone", "ours"));
  expect((await atStripe()).phone).toBe("+81 3 1111 1111");
});

test("taking Stripe's value ends the conflict, twice as well as once", async () => {
  await save(details);
  await editAtStripe({
    address: { country: "JP", line1: "9-9-9 Ginza", city: "Chuo", state: "Tokyo", postal_code: "104-0061" },
  });
  await save({ line1: "4-5-6 Jingumae" });
  expect(await resolve("address", "theirs")).toMatchObject({ ok: true, value: { resolved: true } });
  expect((await buyer.look()).billingDetails).toMatchObject({
    line1: "9-9-9 Ginza",
    state: "東京都",
    line2: "",
  });
  const again = { field: "address", keep: "theirs", theirs: "" } as const;
  expect(await resolveBillingDetailConflict(await buyer.ctx(), buyer.tenantId, again)).toMatchObject({
    ok: true,
    value: { resolved: false },
  });
  await world.settle();
  expect((await atStripe()).address?.line1).toBe("9-9-9 Ginza");
});

test("a choice about a value that is no longer Stripe's decides nothing", async () => {
  await save(details);
  await editAtStripe({ phone: "+81 3 9999 9999" });
  await save({ phone: "+81 3 1111 1111" });
  await editAtStripe({ phone: "+81 3 8888 8888" });
  const old = { field: "phone", keep: "ours", theirs: "+81 3 9999 9999" } as const;
  await world.settle();
  expect(await resolveBillingDetailConflict(await buyer.ctx(), buyer.tenantId, old)).toMatchObject({
    ok: false,
    refusal: { code: "changed_meanwhile" },
  });
  expect((await atStripe()).phone).toBe("+81 3 8888 8888");
});

test("tax ids: added, replaced and removed at Stripe; two sides that changed them are a conflict", async () => {
  await save(details);
  await save({ taxIds: [{ type: "eu_vat", value: "DE000000000" }] });
  expect((await atStripe()).tax_ids?.data).toMatchObject([{ type: "eu_vat", value: "DE000000000" }]);
  await world.settle();
  expect((await buyer.look()).billingDetailsState?.taxIdVerifications).toEqual({ DE000000000: "verified" });
  await world.stripe.customers.createTaxId(await buyer.customerId(), {
    type: "gb_vat",
    value: "GB222222222",
  });
  await save({ taxIds: [] });
  await world.settle();
  expect((await atStripe()).tax_ids?.data).toHaveLength(2);
  value(await resolve("taxIds", "ours"));
  await world.settle();
  expect((await atStripe()).tax_ids?.data).toEqual([]);
});

test("Stripe silent, then back: what was saved last arrives once, and our own writing is no conflict", async () => {
  await save(details);
  world.sandbox.failures.add({
    kind: "timeout_after_commit",
    match: { method: "POST", path: "/v1/customers" },
    times: null,
    delayMs: 3_000,
  });
  expect(await save({ phone: "+81 3 1111 1111" })).toEqual({ synchronised: false });
  await save({ phone: "+81 3 2222 2222" });
  world.sandbox.failures.clear();
  await world.settle();
  expect((await atStripe()).phone).toBe("+81 3 2222 2222");
  expect(await conflicts()).toEqual([]);
  expect((await buyer.look()).billingDetails?.phone).toBe("+81 3 2222 2222");
});

test("an event that comes late, twice or in any order undoes nothing", async () => {
  await save(details);
  const id = await buyer.customerId();
  const ctx = await world.asSystem();
  await Promise.all([
    save({ phone: "+81 3 1111 1111" }),
    ...[1, 2, 3].map(() =>
      refreshPaymentAccount(ctx, id).catch((error) => expect(String(error)).toMatch(/meanwhile/)),
    ),
  ]);
  await world.settle();
  for (let again = 0; again < 2; again++) await refreshPaymentAccount(ctx, id);
  expect((await buyer.look()).billingDetails?.phone).toBe("+81 3 1111 1111");
  expect((await atStripe()).phone).toBe("+81 3 1111 1111");
  expect(await conflicts()).toEqual([]);
});
