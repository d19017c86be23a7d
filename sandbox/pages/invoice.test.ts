import { extractText } from "unpdf";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Harness, startHarness } from "../testing/harness";
import { submit, typedCard, visit } from "../testing/visitor";

let harness: Harness;
const url = (path: string) => `${harness.sandbox.url}${path}`;

beforeAll(async () => {
  harness = await startHarness({ frozenNow: Date.parse("2026-09-15T12:00:00Z") / 1000 });
});
afterAll(() => harness.close());

/** A subscription of ¥30,000 a month whose first invoice is open, as its card does not work. */
async function newOpenInvoice(card?: string, locales: string[] = []) {
  const { stripe } = harness;
  const customer = await stripe.customers.create({ name: "Harbour Goods", preferred_locales: locales });
  if (card) {
    const method = await stripe.paymentMethods.attach(card, { customer: customer.id });
    await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } });
  }
  const product = await stripe.products.create({ name: "Business" });
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    payment_behavior: "default_incomplete",
    items: [
      {
        price_data: {
          currency: "jpy",
          product: product.id,
          unit_amount: 30000,
          recurring: { interval: "month" },
        },
      },
    ],
  });
  const id = subscription.latest_invoice as string;
  return { id, subscription: subscription.id, customer: customer.id, page: url(`/invoice/${id}`) };
}

const invoiceStatus = async (id: string) => (await harness.stripe.invoices.retrieve(id)).status;

test("an open invoice shows its lines and is paid with the card on file, once", async () => {
  const open = await newOpenInvoice("pm_card_visa");
  const page = await visit(open.page);
  expect(page.html).toContain("1 × Business (at ¥30,000 / month)");
  expect(page.html).toContain("15 Sept 2026 – 15 Oct 2026");
  expect(page.html).toContain("Pay ¥30,000");
  expect(page.html).toContain("Visa ending in 4242");
  await harness.newTypes();

  const both = await Promise.all([
    submit(open.page, { with: "on_file" }),
    submit(open.page, { with: "on_file" }),
  ]);
  expect(both.map(({ location }) => location)).toEqual([`/invoice/${open.id}`, `/invoice/${open.id}`]);
  expect(await invoiceStatus(open.id)).toBe("paid");
  expect((await harness.stripe.subscriptions.retrieve(open.subscription)).status).toBe("active");
  expect((await harness.newTypes()).filter((type) => type === "charge.succeeded")).toHaveLength(1);
});

test("a paid invoice links to its receipt and its PDF", async () => {
  const open = await newOpenInvoice("pm_card_visa");
  await submit(open.page, { with: "on_file" });
  const paid = await visit(open.page);
  expect(paid.html).toContain("This invoice is paid.");
  expect(paid.html).not.toContain("Pay ¥");
  const receipt = /href="(\/receipt\/[^"]+)"/.exec(paid.html)?.[1] ?? "";
  const receiptPage = await visit(url(receipt));
  expect(receiptPage.html).toContain("¥30,000");
  expect(receiptPage.html).toContain(`/invoice/${open.id}`);
  const { invoice_pdf, number } = await harness.stripe.invoices.retrieve(open.id);
  const print = await fetch(invoice_pdf ?? "");
  expect(print.status).toBe(200);
  expect(print.headers.get("Content-Disposition")).toBe(`inline; filename="Invoice-${number}.pdf"`);
  const { text } = await extractText(new Uint8Array(await print.arrayBuffer()), { mergePages: true });
  for (const words of [String(number), "Harbour Goods", "¥30,000"]) expect(text).toContain(words);
});

test("a new card pays, and becomes the subscription's default", async () => {
  const open = await newOpenInvoice();
  expect((await visit(open.page)).html).toContain("There is no card on file.");
  await submit(open.page, typedCard("5555 5555 5555 4444"));
  expect(await invoiceStatus(open.id)).toBe("paid");
  const { default_payment_method } = await harness.stripe.subscriptions.retrieve(open.subscription, {
    expand: ["default_payment_method"],
  });
  expect(default_payment_method).toMatchObject({ card: { brand: "mastercard", last4: "4444" } });
});

test("a declined card is reported on the page and leaves the invoice open", async () => {
  const open = await newOpenInvoice("pm_card_chargeCustomerFail", ["ja"]);
  const declined = await submit(open.page, { with: "on_file" });
  expect(declined.status).toBe(422);
  expect(declined.html).toContain("カードが拒否されました。");
  expect(declined.html).toContain("¥30,000 を支払う");
  const atOnce = await submit(open.page, { with: "new", fill: "4000 0000 0000 0002" });
  expect(atOnce.status).toBe(422);
  expect(await invoiceStatus(open.id)).toBe("open");
});

test("wrong card fields have their errors at the fields", async () => {
  const open = await newOpenInvoice("pm_card_visa");
  const answer = await submit(open.page, { with: "new", number: "", expiry: "x", cvc: "" });
  expect(answer.status).toBe(422);
  for (const id of ["number-error", "expiry-error", "cvc-error"]) expect(answer.html).toContain(`id="${id}"`);
  expect(await invoiceStatus(open.id)).toBe("open");
});

test("3-D Secure: a failed challenge leads back to the open invoice, a passed one pays it", async () => {
  const open = await newOpenInvoice("pm_card_authenticationRequired");
  const asked = await submit(open.page, { with: "on_file" });
  expect(asked.location).toMatch(/^\/challenge\/pi_/);
  expect((await visit(url(asked.location ?? ""))).html).toContain("this payment of ¥30,000");
  expect((await visit(open.page)).html).toContain("Authenticate this payment");

  const failed = await submit(url(asked.location ?? ""), { answer: "fail" });
  expect(failed.location).toBe(`/invoice/${open.id}?notice=authentication_failed`);
  expect((await visit(url(failed.location ?? ""))).html).toContain("The authentication failed.");
  expect(await invoiceStatus(open.id)).toBe("open");

  const again = await submit(open.page, { with: "on_file" });
  const passed = await submit(url(again.location ?? ""), { answer: "complete" });
  expect(passed.location).toBe(`/invoice/${open.id}`);
  expect(await invoiceStatus(open.id)).toBe("paid");
});

test("amounts are exact in the decimal places of their currency", async () => {
  const { stripe } = harness;
  const customer = await stripe.customers.create({ name: "Cairn Ltd" });
  const invoice = await stripe.invoices.create({
    customer: customer.id,
    currency: "usd",
    collection_method: "send_invoice",
    days_until_due: 30,
  });
  await stripe.invoiceItems.create({
    customer: customer.id,
    invoice: invoice.id,
    currency: "usd",
    amount: 123457,
    description: "Set-up <b>work</b>",
  });
  await stripe.invoices.finalizeInvoice(invoice.id);
  const page = await visit(url(`/invoice/${invoice.id}`));
  expect(page.html).toContain("Pay $1,234.57");
  expect(page.html).toContain("Set-up &lt;b&gt;work&lt;/b&gt;");
  await stripe.invoices.voidInvoice(invoice.id);
  const voided = await visit(url(`/invoice/${invoice.id}`));
  expect(voided.html).toContain("This invoice is void.");
  expect((await submit(url(`/invoice/${invoice.id}`), typedCard("4242424242424242"))).status).toBe(303);
  expect(await invoiceStatus(invoice.id)).toBe("void");
});

test("drafts and unknown invoices and receipts are not found", async () => {
  const customer = await harness.stripe.customers.create({ name: "Cairn Ltd" });
  const draft = await harness.stripe.invoices.create({ customer: customer.id });
  for (const path of [
    `/invoice/${draft.id}`,
    "/invoice/in_none",
    "/invoice/in_none/pdf",
    "/receipt/ch_none",
  ]) {
    expect((await visit(url(path))).status).toBe(404);
  }
});

test("the link ends 30 days after finalising, or after the due date", async () => {
  const { stripe } = harness;
  const { id: customer } = await stripe.customers.create({ name: "Harbour Goods" });
  const open = async (terms: object) => {
    const { id } = await stripe.invoices.create({ customer, currency: "jpy", ...terms });
    await stripe.invoices.addLines(id, { lines: [{ amount: 1000, description: "Training" }] });
    return url(`/invoice/${(await stripe.invoices.finalizeInvoice(id)).id}`);
  };
  const atOnce = await open({});
  const sent = await open({ collection_method: "send_invoice", days_until_due: 14 });
  const { now } = await harness.control("/clock", { advance_seconds: 0 });
  await harness.advanceTo(Number(now) + 31 * 86_400);
  const gone = await visit(`${atOnce}?lang=ja`);
  expect(gone.status).toBe(410);
  expect(gone.html).toContain("有効期限は切れています");
  expect((await submit(atOnce, { with: "on_file" })).status).toBe(410);
  expect((await visit(sent)).status).toBe(200);
  // One that is read now is good for ten days more.
  const { hosted_invoice_url: fresh } = await stripe.invoices.retrieve(atOnce.split("/").at(-1) ?? "");
  expect((await visit(fresh ?? "")).status).toBe(200);
  await harness.advanceTo(Number(now) + 43 * 86_400);
  expect((await visit(fresh ?? "")).status).toBe(410);
});
