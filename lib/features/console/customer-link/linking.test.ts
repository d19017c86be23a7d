import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { listSentMails } from "@/lib/features/foundation/mail/list-sent-mails";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { Buyer, value } from "@/tests/support/buyer";
import { auditedActions, makeUser } from "@/tests/support/factories";
import { createWorld, type World } from "@/tests/support/world";
import { linkPaymentAccount } from "./link-payment-account";
import { previewLink } from "./preview-link";
import { readCustomerLink } from "./read-customer-link";
import { searchCustomers } from "./search-customers";
import { sendPortalLink } from "./send-portal-link";
import { unlinkPaymentAccount } from "./unlink-payment-account";

let world: World;
let rep: Id<"user">;
beforeAll(async () => {
  world = await createWorld(new Date("2026-11-16T12:00:05Z"));
  rep = await makeUser("sales");
});
afterAll(() => world?.close());

const asRep = () => world.as({ kind: "user", userId: rep, name: "Rep", staffRole: "sales" });
const customer = (params = {}) =>
  world.stripe.customers.create({ name: "Harbour Trading", email: "pay@harbour.example", ...params });
const link = async (tenantId: Id<"tenant">, { id, name }: { id: string; name?: string | null }) =>
  linkPaymentAccount(await asRep(), tenantId, {
    stripeCustomerId: id,
    previewed: { name: name ?? "", email: "pay@harbour.example" },
  });
const accountOf = (tenantId: Id<"tenant">) => acrossTenants((tx) => findPaymentAccount(tx, tenantId));
const rule = (name: string) => ({
  ok: false,
  refusal: { code: "invalid_input", fields: [{ field: "stripeCustomerId", rule: name }] },
});

test("a customer is found by its address, shown, linked, named at Stripe, and its later changes apply", async () => {
  const { tenantId } = await Buyer.arrive(world);
  const address = {
    country: "JP",
    postal_code: "231-0001",
    state: "Kanagawa",
    city: "Yokohama",
    line1: "1-1",
  };
  const made = await customer({ address });
  const { customers } = value(await searchCustomers(await asRep(), { email: "PAY@harbour.example" }));
  expect(customers).toMatchObject([{ id: made.id, name: "Harbour Trading", linkedTo: null }]);
  const shown = value(await previewLink(await asRep(), tenantId, { stripeCustomerId: made.id }));
  expect(shown).toMatchObject({ name: "Harbour Trading", email: "pay@harbour.example", currency: null });
  value(await link(tenantId, made));
  value(await link(tenantId, made));
  await world.settle();
  expect(await world.stripe.customers.retrieve(made.id)).toMatchObject({
    metadata: { choba_tenant: tenantId },
  });
  await world.stripe.customers.update(made.id, { name: "Harbour Holdings" });
  await world.settle();
  const onConsole = value(await readCustomerLink(await asRep(), tenantId, {}));
  expect(onConsole.account).toMatchObject({ stripeCustomerId: made.id, payerName: "Harbour Holdings" });
  expect((await auditedActions(tenantId)).slice(1)).toEqual([
    "payment_account.linked",
    "billing_details.changed_in_stripe",
    "payment_account.changed_in_stripe",
  ]);
});

describe("each reason not to link is named by itself", () => {
  test.each([
    ["customer 1", "customer_id_form"],
    ["cus_doesnotexist1", "customer_missing"],
    ["cus_live12345678", "customer_other_mode"],
  ])("%s: %s", async (id, reason) => {
    const { tenantId } = await Buyer.arrive(world);
    expect(await previewLink(await asRep(), tenantId, { stripeCustomerId: id })).toMatchObject(rule(reason));
    expect(await link(tenantId, { id })).toMatchObject(rule(reason));
    expect(await accountOf(tenantId)).toBeNull();
  });

  test("deleted at Stripe", async () => {
    const { tenantId } = await Buyer.arrive(world);
    const made = await customer();
    await world.stripe.customers.del(made.id);
    expect(await link(tenantId, made)).toMatchObject(rule("customer_deleted"));
  });

  test("linked to another tenant, which is named", async () => {
    const [one, two] = [await Buyer.arrive(world), await Buyer.arrive(world)];
    const made = await customer();
    value(await link(one.tenantId, made));
    const name = (await one.look()).tenant.name;
    expect(await link(two.tenantId, made)).toMatchObject({
      refusal: { fields: [{ rule: "customer_of_another", params: { tenant: name } }] },
    });
    expect(await accountOf(two.tenantId)).toBeNull();
  });

  test("two tenants at once: one has it, the other is refused", async () => {
    const [one, two] = [await Buyer.arrive(world), await Buyer.arrive(world)];
    const made = await customer();
    const answers = await Promise.all([link(one.tenantId, made), link(two.tenantId, made)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const accounts = [await accountOf(one.tenantId), await accountOf(two.tenantId)];
    expect(accounts.filter((account) => account?.stripeCustomerId === made.id)).toHaveLength(1);
  });

  test("the tenant has an account already", async () => {
    const { tenantId } = await Buyer.withCard(world, null);
    expect(await link(tenantId, await customer())).toMatchObject({
      refusal: { code: "payment_account_exists" },
    });
  });

  test("renamed since it was shown", async () => {
    const { tenantId } = await Buyer.arrive(world);
    const made = await customer();
    await world.stripe.customers.update(made.id, { name: "Somebody Else" });
    expect(await link(tenantId, made)).toMatchObject(rule("customer_changed"));
    expect(await accountOf(tenantId)).toBeNull();
  });
});

describe("unlinking", () => {
  const unlink = async (tenantId: Id<"tenant">, stripeCustomerId: string) =>
    unlinkPaymentAccount(await asRep(), tenantId, { stripeCustomerId });

  test("takes the tenant's name off the customer, which can then be linked to another", async () => {
    const [one, two] = [await Buyer.arrive(world), await Buyer.arrive(world)];
    const made = await customer();
    value(await link(one.tenantId, made));
    value(await unlink(one.tenantId, made.id));
    await world.settle();
    expect(await world.stripe.customers.retrieve(made.id)).toMatchObject({ metadata: {} });
    expect(await auditedActions(one.tenantId)).toContain("payment_account.unlinked");
    value(await link(two.tenantId, made));
    await world.settle();
    expect(await world.stripe.customers.retrieve(made.id)).toMatchObject({
      metadata: { choba_tenant: two.tenantId },
    });
  });

  test("is refused while a subscription runs, Choba's own or one made in Stripe's dashboard", async () => {
    const buyer = await Buyer.withCard(world);
    await buyer.change("starter");
    expect(await unlink(buyer.tenantId, await buyer.customerId())).toMatchObject({
      refusal: { code: "subscription_running" },
    });
    const other = await Buyer.withCard(world);
    const product = await world.stripe.products.create({ name: "By hand" });
    await world.stripe.subscriptions.create({
      customer: await other.customerId(),
      items: [
        {
          price_data: {
            currency: "jpy",
            product: product.id,
            unit_amount: 100,
            recurring: { interval: "month" },
          },
        },
      ],
    });
    await world.settle();
    expect(await unlink(other.tenantId, await other.customerId())).toMatchObject({
      refusal: { code: "subscription_running" },
    });
  });

  test("is refused while an invoice is open", async () => {
    const buyer = await Buyer.withCard(world);
    const id = await buyer.customerId();
    const draft = await world.stripe.invoices.create({ customer: id, currency: "jpy" });
    await world.stripe.invoices.addLines(draft.id, { lines: [{ amount: 900, description: "Training" }] });
    await world.stripe.invoices.finalizeInvoice(draft.id);
    expect(await unlink(buyer.tenantId, id)).toMatchObject({ refusal: { code: "payment_due" } });
    expect(await accountOf(buyer.tenantId)).not.toBeNull();
  });
});

test("the portal's mail goes to the payment administrator once, with an address of Choba and none of Stripe", async () => {
  const buyer = await Buyer.withCard(world, null);
  const slug = (await buyer.look()).tenant.slug;
  const { sentTo } = value(await sendPortalLink(await asRep(), buyer.tenantId, {}));
  value(await sendPortalLink(await asRep(), buyer.tenantId, {}));
  await world.settle();
  const mails = (await listSentMails()).filter(({ recipient }) => recipient === sentTo);
  expect(mails).toHaveLength(1);
  expect(mails[0]?.body).toContain(`http://choba.example/t/${slug}/billing/portal`);
  expect(mails[0]?.body).not.toMatch(/bps_|\/portal\/[a-z]+_/);
});
