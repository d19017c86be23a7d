import type Stripe from "stripe";
import { oneOf } from "../random";
import type { Tenant } from "../tenant";
import type { Act, Acts } from "./act";

/** What people do in Stripe's dashboard, of which Choba learns by webhooks, if they come, or by comparing. */

const free = { proration_behavior: "none" } as const;
const dayS = 86_400;

async function someCharge({ stripe, customerId: customer, random }: Tenant): Promise<Stripe.Charge | null> {
  const { data } = await stripe.charges.list({ customer, limit: 100 });
  const kept = data.filter((each) => each.paid && !each.disputed && each.amount > each.amount_refunded);
  return kept.length > 0 ? oneOf(random, kept) : null;
}

const refund: Act = async (tenant) => {
  const charge = await someCharge(tenant);
  if (!charge) return null;
  const rest = charge.amount - charge.amount_refunded;
  const amount = tenant.random(3) === 0 ? rest : 1 + tenant.random(rest);
  await tenant.stripe.refunds.create({ charge: charge.id, amount });
  return `refunds ${amount}`;
};

const dispute: Act = async (tenant) => {
  const { stripe, customerId: customer, random } = tenant;
  const { operations } = tenant.company.world.sandbox;
  const { data } = await stripe.invoices.list({ customer, status: "paid", limit: 100 });
  const paid = data.filter(({ amount_paid }) => amount_paid > 0);
  const invoice = paid.length > 0 ? oneOf(random, paid) : null;
  const charge = invoice && (await someCharge(tenant));
  if (!invoice?.id || !charge) return null;
  try {
    await operations.disputeInvoice(invoice.id, "fraudulent");
  } catch (error) {
    return `disputes: ${error}`;
  }
  const [newest] = (await stripe.disputes.list({ limit: 1 })).data;
  const outcome = oneOf(random, ["won", "lost", "none"] as const);
  if (newest && outcome !== "none") await operations.closeDispute(invoice.id, newest.id, outcome);
  return `disputes an invoice: ${outcome}`;
};

const voidOpen: Act = async ({ stripe, customerId: customer }) => {
  const [open] = (await stripe.invoices.list({ customer, status: "open" })).data;
  if (!open?.id) return null;
  await stripe.invoices.voidInvoice(open.id);
  return `voids the invoice of ${open.total}`;
};

const balance: Act = async ({ stripe, customerId, random }) => {
  const amount = random(2) === 0 ? -(1 + random(3_000)) : 1 + random(500);
  await stripe.customers.createBalanceTransaction(customerId, { amount, currency: "jpy" });
  return `changes the balance by ${-amount}`;
};

const coupon: Act = async ({ company, customerId, random }) => {
  const percent = 5 + random(30);
  await company.world.sandbox.operations.giveCoupon(customerId, percent);
  return `gives a coupon of ${percent} %`;
};

const line: Act = async (tenant) => {
  const subscription = await someSubscription(tenant);
  if (!subscription) return null;
  const { stripe, customerId: customer, random } = tenant;
  const amount = 100 + random(900);
  const of = { customer, subscription: subscription.id, currency: "jpy", description: "Setup" };
  await stripe.invoiceItems.create({ ...of, amount });
  return `adds a line of ${amount}`;
};

const invoice: Act = async ({ stripe, customerId: customer, random }) => {
  const amount = 100 + random(2_000);
  const draft = await stripe.invoices.create({ customer, currency: "jpy" });
  await stripe.invoices.addLines(draft.id, { lines: [{ amount, description: "Training" }] });
  await stripe.invoices.finalizeInvoice(draft.id);
  return `makes an invoice of ${amount}`;
};

const creditNote: Act = async ({ stripe, customerId: customer, random }) => {
  const { data } = await stripe.invoices.list({ customer, status: "paid", limit: 100 });
  const paid = data.find((each) => each.total > 100 && (each.post_payment_credit_notes_amount ?? 0) === 0);
  if (!paid?.id || paid.lines.data.some(({ taxes }) => (taxes ?? []).length > 0)) return null;
  const amount = 1 + random(50);
  const way = oneOf(random, [{ credit_amount: amount }, { refund_amount: amount }]);
  await stripe.creditNotes.create({ invoice: paid.id, amount, ...way }).catch(() => null);
  return `credits ${amount}`;
};

async function someSubscription({
  stripe,
  customerId: customer,
}: Tenant): Promise<Stripe.Subscription | null> {
  const { data } = await stripe.subscriptions.list({ customer });
  // One whose first invoice was never paid is listed, and has ended: nothing can be changed of it.
  const running = data.filter(({ status }) => status !== "incomplete_expired");
  return running.find(({ metadata }) => metadata.choba_license) ?? running[0] ?? null;
}

const price = async ({ stripe, random }: Tenant, interval: "month" | "year" = "month") => {
  const { id: product } = await stripe.products.create({ name: "Support pack" });
  const unit_amount = 500 + random(4_000);
  return { price_data: { currency: "jpy", product, recurring: { interval }, unit_amount } };
};

/** Stripe takes items of different intervals in one subscription, and the sandbox does not: nobody adds such here. */
const intervalOf = ({ items }: Stripe.Subscription) =>
  items.data[0]?.price.recurring?.interval === "year" ? "year" : "month";

/** Changes the running subscription. */
const change =
  (
    what: string,
    wanted: (tenant: Tenant, of: Stripe.Subscription) => Promise<Stripe.SubscriptionUpdateParams>,
  ): Act =>
  async (tenant) => {
    const subscription = await someSubscription(tenant);
    if (!subscription) return null;
    const params = await wanted(tenant, subscription);
    // What Stripe does not take of them, people do not get done either.
    const refusal = await tenant.stripe.subscriptions.update(subscription.id, { ...free, ...params }).then(
      () => "",
      (error) => `: ${error.message}`,
    );
    return `${what}${refusal}`;
  };

const itemOf = (subscription: Stripe.Subscription) => subscription.items.data[0]?.id ?? "";

const second: Act = async (tenant) => {
  await tenant.stripe.subscriptions
    .create({ customer: tenant.customerId, items: [await price(tenant)] })
    .catch(() => null);
  return "makes a second subscription";
};

const cancel: Act = async (tenant) => {
  const subscription = await someSubscription(tenant);
  if (!subscription) return null;
  await tenant.stripe.subscriptions.cancel(subscription.id);
  return "cancels the subscription";
};

export const atStripe: Acts = {
  refund: { often: 2, act: refund },
  dispute: { often: 1, act: dispute },
  voidOpen: { often: 1, act: voidOpen },
  balance: { often: 2, act: balance },
  coupon: { often: 1, act: coupon },
  line: { often: 1, act: line },
  invoice: { often: 1, act: invoice },
  creditNote: { often: 1, act: creditNote },
  add: {
    often: 1,
    act: change("adds an item", async (tenant, of) => ({ items: [await price(tenant, intervalOf(of))] })),
  },
  swap: {
    often: 1,
    act: change("swaps a price", async (tenant, of) => ({
      // A single item may get another interval: that of the whole subscription changes with it.
      items: [
        {
          id: itemOf(of),
          ...(await price(tenant, of.items.data.length === 1 ? "month" : intervalOf(of))),
        },
      ],
    })),
  },
  quantity: {
    often: 1,
    act: change("multiplies an item", async ({ random }, of) => ({
      items: [{ id: itemOf(of), quantity: 2 + random(3) }],
    })),
  },
  atPeriodEnd: {
    often: 1,
    act: change("stops or resumes at the period's end", async ({ random }) => ({
      cancel_at_period_end: random(2) === 0,
    })),
  },
  endsOn: {
    often: 1,
    act: change("ends it on a day", async (tenant) => ({ cancel_at: await inDays(tenant) })),
  },
  trial: { often: 1, act: change("gives a trial", async (tenant) => ({ trial_end: await inDays(tenant) })) },
  pause: {
    often: 1,
    act: change("pauses or resumes collection", async ({ random }) => ({
      pause_collection:
        random(3) === 0 ? "" : { behavior: oneOf(random, ["void", "keep_as_draft", "mark_uncollectible"]) },
    })),
  },
  second: { often: 1, act: second },
  cancel: { often: 1, act: cancel },
};

const inDays = async (tenant: Tenant) =>
  Math.floor((await tenant.staff()).now.getTime() / 1000) + (2 + tenant.random(40)) * dayS;
