import { chargeOfInvoice, refundCharge } from "../adjustments/refund";
import { createSubscription } from "../billing/create-subscription";
import { moveBalance } from "../billing/move-balance";
import { invalid } from "../core/errors";
import type { FormObject } from "../params/form";
import { Params } from "../params/params";
import { endNow } from "../resources/end-now";
import { enterSubscription, updateSubscription } from "../resources/subscriptions";
import type { Unit } from "../store/unit";
import type { PageWork } from "./create-operations";

type Act = (unit: Unit, form: Params) => Promise<unknown>;

/** An act on the subscription that the form names: an update with these parameters. */
const update =
  (parameters: (form: Params, currency: string) => FormObject): Act =>
  async (unit, form) => {
    const row = await enterSubscription(unit, form.need("subscription"), "subscription");
    await updateSubscription(unit, row, new Params(parameters(form, row.data.currency)));
  };

/** What people do in Stripe's dashboard, by name. A page's form and a control request send the same fields, as text. */
const ACTS = {
  add_item: update((form, currency) => ({ ...prorated(form), items: [newItem(form, currency)] })),
  swap_item: update((form, currency) => ({
    ...prorated(form),
    items: [{ ...newItem(form, currency), id: form.need("item") }],
  })),
  set_quantity: update((form) => ({
    ...prorated(form),
    items: [{ id: form.need("item"), quantity: String(form.needInteger("quantity")) }],
  })),
  remove_item: update((form) => ({
    ...prorated(form),
    items: [{ id: form.need("item"), deleted: "true" }],
  })),
  end_on: update((form) => ({ ...prorated(form), cancel_at: instant(form, "day") })),
  end_at_period_end: update(() => ({ cancel_at_period_end: "true" })),
  do_not_end: update(() => ({ cancel_at: "" })),
  pause: update((form) => ({
    pause_collection: {
      behavior: form.text("behavior") ?? "void",
      ...(form.text("day") ? { resumes_at: instant(form, "day") } : {}),
    },
  })),
  resume: update(() => ({ pause_collection: "" })),
  start_trial: update((form) => ({ trial_end: instant(form, "day"), proration_behavior: "none" })),
  end_trial: update(() => ({ trial_end: "now" })),
  cancel_now: async (unit: Unit, form: Params) =>
    endNow(unit, await enterSubscription(unit, form.need("subscription"), "subscription"), Params.none),
  subscribe: async (unit: Unit, form: Params) => {
    const customer = await unit.need("customer", form.need("customer"), "customer");
    await unit.enter(customer.data.test_clock);
    const currency = form.text("currency") ?? customer.data.currency ?? "jpy";
    await createSubscription(unit, customer, new Params({ items: [newItem(form, currency)] }));
  },
  /** Negative: credit for the customer. */
  change_balance: async (unit: Unit, form: Params) => {
    const customer = await unit.need("customer", form.need("customer"), "customer");
    await unit.enter(customer.data.test_clock);
    customer.data.currency ??= "jpy";
    const { currency } = customer.data;
    await moveBalance(unit, customer, { type: "adjustment", amount: form.needInteger("amount"), currency });
  },
  /** An amount, or without one all that is not refunded yet. */
  refund: async (unit: Unit, form: Params) => {
    const invoice = await unit.need("invoice", form.need("invoice"), "invoice");
    await unit.enter(invoice.data.test_clock);
    const charge = await chargeOfInvoice(unit, invoice);
    if (!charge) throw invalid("Nothing was charged for this invoice.");
    await refundCharge(unit, charge, { reason: "requested_by_customer", amount: form.integer("amount") });
  },
} satisfies { [name: string]: Act };

export type ByHand = keyof typeof ACTS;

export const isByHand = (name: unknown): name is ByHand =>
  typeof name === "string" && Object.hasOwn(ACTS, name);

export const BY_HAND = Object.keys(ACTS);

export function byHandOperations(work: PageWork) {
  return {
    /** Does what a person does in Stripe's dashboard, as one transaction. Refuses as Stripe does. */
    byHand: (act: ByHand, form: { [field: string]: string }): Promise<void> =>
      work.change(async (unit) => {
        await ACTS[act](unit, new Params(form));
      }),
  };
}

/** An item with a new monthly or yearly price of a new product. */
function newItem(form: Params, currency: string): FormObject {
  return {
    price_data: {
      currency,
      product_data: { name: form.need("name") },
      recurring: { interval: form.text("interval") ?? "month" },
      unit_amount: String(form.needInteger("amount")),
    },
    quantity: String(form.integer("quantity") ?? 1),
  };
}

/** The dashboard prorates unless told otherwise. */
const prorated = (form: Params): FormObject => ({
  proration_behavior: form.text("proration") ?? "create_prorations",
});

/** Unix seconds; a day (2026-12-11) is its first second in UTC. */
function instant(form: Params, key: string): string {
  const text = form.need(key);
  if (/^\d+$/.test(text)) return text;
  const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw form.fail(key, `Invalid day: ${text}`);
  return String(ms / 1000);
}
