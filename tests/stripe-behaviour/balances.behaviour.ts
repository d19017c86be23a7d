import { expect } from "vitest";
import { claim, holdThem } from "./claims";

/* docs.stripe.com/billing/customer/balance, docs.stripe.com/currencies (special cases, minimum charge amounts) */

const refused = { statusCode: 400, type: "StripeInvalidRequestError" };

claim("credit on the balance lowers what is due when the invoice is finalised", async (shop) => {
  const { id: customer } = await shop.customer();
  const credit = await shop.stripe.customers.createBalanceTransaction(customer, {
    amount: -400,
    currency: "usd",
    description: "Goodwill",
  });
  expect(credit).toMatchObject({
    type: "adjustment",
    amount: -400,
    ending_balance: -400,
    description: "Goodwill",
    invoice: null,
  });
  const draft = await shop.draft(customer, [{ amount: 1000, description: "Work" }]);
  const open = await shop.stripe.invoices.finalizeInvoice(draft.id);
  expect(open).toMatchObject({
    total: 1000,
    starting_balance: -400,
    ending_balance: 0,
    amount_due: 600,
    amount_remaining: 600,
  });
  expect(await shop.stripe.customers.retrieve(customer)).toMatchObject({ balance: 0 });
  const { data } = await shop.stripe.customers.listBalanceTransactions(customer);
  expect(data.map(({ type, amount, invoice }) => [type, amount, invoice])).toEqual([
    ["applied_to_invoice", 400, draft.id],
    ["adjustment", -400, null],
  ]);
  expect(await shop.stripe.customers.retrieveBalanceTransaction(customer, credit.id)).toMatchObject({
    id: credit.id,
  });
});

claim("a debit on the balance is charged with the next invoice", async (shop) => {
  const { id: customer } = await shop.customer();
  await shop.stripe.customers.createBalanceTransaction(customer, { amount: 250, currency: "usd" });
  const draft = await shop.draft(customer, [{ amount: 1000, description: "Work" }]);
  expect(await shop.stripe.invoices.pay(draft.id)).toMatchObject({
    status: "paid",
    total: 1000,
    starting_balance: 250,
    ending_balance: 0,
    amount_paid: 1250,
  });
});

claim("a balance that is set is in the ledger", async (shop) => {
  const { id: customer } = await shop.customer(null, { balance: -100 });
  await shop.stripe.customers.update(customer, { balance: -300 });
  const { data } = await shop.stripe.customers.listBalanceTransactions(customer);
  expect(data.map(({ type, amount, ending_balance }) => [type, amount, ending_balance])).toEqual([
    ["adjustment", -200, -300],
    ["initial", -100, -100],
  ]);
});

claim("a negative total is paid at once and becomes credit", async (shop) => {
  const { id: customer } = await shop.customer();
  const draft = await shop.draft(customer, [{ amount: -500, description: "Back" }]);
  expect(await shop.stripe.invoices.finalizeInvoice(draft.id)).toMatchObject({
    status: "paid",
    total: -500,
    amount_due: 0,
    starting_balance: 0,
    ending_balance: -500,
  });
  expect(await shop.stripe.customers.retrieve(customer)).toMatchObject({ balance: -500 });
});

claim("below the minimum charge an invoice is paid, and its amount is owed on the balance", async (shop) => {
  const { id: customer } = await shop.customer();
  const draft = await shop.draft(customer, [{ amount: 30, description: "Little" }]);
  expect(await shop.stripe.invoices.finalizeInvoice(draft.id)).toMatchObject({
    status: "paid",
    total: 30,
    amount_due: 0,
    ending_balance: 30,
  });
  expect((await shop.stripe.charges.list({ customer })).data).toEqual([]);
  const [carried] = (await shop.stripe.customers.listBalanceTransactions(customer)).data;
  expect(carried).toMatchObject({ type: "invoice_too_small", amount: 30, invoice: draft.id });
  const next = await shop.draft(customer, [{ amount: 1000, description: "Work" }]);
  expect(await shop.stripe.invoices.pay(next.id)).toMatchObject({ amount_paid: 1030 });
});

claim(
  "a voided invoice gives back the credit that it had used",
  async (shop) => {
    const { id: customer } = await shop.customer();
    await shop.stripe.customers.createBalanceTransaction(customer, { amount: -400, currency: "usd" });
    const draft = await shop.draft(customer, [{ amount: 1000, description: "Work" }]);
    await shop.stripe.invoices.finalizeInvoice(draft.id);
    await shop.stripe.invoices.voidInvoice(draft.id);
    expect(await shop.stripe.customers.retrieve(customer)).toMatchObject({ balance: -400 });
    const [latest] = (await shop.stripe.customers.listBalanceTransactions(customer)).data;
    expect(latest).toMatchObject({ type: "unapplied_from_invoice", amount: -400 });
  },
  { unverified: true },
);

claim(
  "ISK and UGX are charged in hundredths that are zero, KWD in thousandths that end in 0",
  async (shop) => {
    for (const [currency, good, bad] of [
      ["isk", 50_000, 50_050],
      ["ugx", 5_000_000, 5_000_001],
      ["kwd", 12_340, 12_345],
    ] as const) {
      const { id: customer } = await shop.customer();
      const odd = await shop.draft(customer, [{ amount: bad, description: "Odd" }], { currency });
      await expect(shop.stripe.invoices.finalizeInvoice(odd.id)).rejects.toMatchObject(refused);
      const even = await shop.draft(customer, [{ amount: good, description: "Even" }], { currency });
      expect(await shop.stripe.invoices.pay(even.id)).toMatchObject({ status: "paid", amount_paid: good });
    }
  },
);

claim("yen have no decimals", async (shop) => {
  const { id: customer } = await shop.customer();
  const draft = await shop.draft(customer, [{ amount: 501, description: "Work" }], { currency: "jpy" });
  expect(await shop.stripe.invoices.pay(draft.id)).toMatchObject({ status: "paid", amount_paid: 501 });
});

holdThem();
