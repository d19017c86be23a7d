import { html } from "hono/html";
import { StripeError } from "../../core/errors";
import { type ByHand, isByHand } from "../../operations/by-hand";
import type { Operations } from "../../operations/create-operations";
import type { Subscription } from "../../shapes/subscription";
import type { Html } from "../reply";
import type { Locale } from "../words/locale";
import { BY_HAND_WORDS, type ByHandWords } from "./by-hand-words";

type Field = (act: ByHand) => Html;

const input =
  (label: string, name: string, more: { type?: string; value?: string; mode?: string } = {}): Field =>
  (act) =>
    html`<label for="${act}-${name}">${label}</label><input id="${act}-${name}" name="${name}" type="${more.type ?? "text"}" value="${more.value ?? ""}" ${more.mode ? html`inputmode="${more.mode}"` : ""}>`;

const select =
  (label: string, name: string, options: [value: string, text: string][]): Field =>
  (act) =>
    html`<label for="${act}-${name}">${label}</label><select id="${act}-${name}" name="${name}">${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select>`;

/** One form with one button. The act is the button's value, and the fields are those of `operations/by-hand`. */
const form = (act: ByHand, label: string, fields: Field[] = [], hint = "", isDanger = false): Html =>
  html`<form method="post" class="hand">${hint ? html`<p>${hint}</p>` : ""}${fields.map((field) => field(act))}<button class="${isDanger ? "danger" : ""}" name="do" value="${act}">${label}</button></form>`;

const fieldsOf = (t: ByHandWords) => ({
  name: input(t.name, "name"),
  amount: input(t.amount, "amount", { mode: "numeric" }),
  quantity: input(t.quantity, "quantity", { mode: "numeric", value: "1" }),
  day: input(t.day, "day", { type: "date" }),
  interval: select(t.interval, "interval", [
    ["month", t.month],
    ["year", t.year],
  ]),
  proration: select(t.proration, "proration", [
    ["create_prorations", t.create_prorations],
    ["always_invoice", t.always_invoice],
    ["none", t.none],
  ]),
});

/** What people do to a subscription. What its state does not allow is left out. */
export function subscriptionForms(
  locale: Locale,
  { items, status, cancel_at, pause_collection }: Subscription,
  products: { [id: string]: string },
): Html | "" {
  if (status === "canceled" || status === "incomplete_expired") return "";
  const t = BY_HAND_WORDS[locale];
  const { name, amount, quantity, day, interval, proration } = fieldsOf(t);
  const item = select(
    t.item,
    "item",
    items.data.map(({ id, price }) => [id, products[price.product] ?? price.id]),
  );
  const behavior = select(t.behavior, "behavior", [
    ["void", t.void],
    ["keep_as_draft", t.keep_as_draft],
    ["mark_uncollectible", t.mark_uncollectible],
  ]);
  return html`<section><h2>${t.acts}</h2>
${form("add_item", t.addItem, [name, amount, quantity, interval, proration])}
${form("swap_item", t.swapItem, [item, name, amount, quantity, interval, proration])}
${form("set_quantity", t.setQuantity, [item, quantity, proration])}
${items.data.length > 1 ? form("remove_item", t.removeItem, [item, proration]) : ""}
${form("end_on", t.endOn, [day])}
${cancel_at === null ? form("end_at_period_end", t.endAtPeriodEnd) : form("do_not_end", t.doNotEnd)}
${pause_collection ? form("resume", t.resume) : form("pause", t.pause, [behavior, day], t.pauseHint)}
${form("start_trial", t.startTrial, [day])}
${status === "trialing" ? form("end_trial", t.endTrial) : ""}
${form("cancel_now", t.cancelNow, [], t.cancelHint, true)}</section>`;
}

/** What people do to a customer. */
export function customerForms(locale: Locale): Html {
  const t = BY_HAND_WORDS[locale];
  const { name, amount, quantity, interval } = fieldsOf(t);
  return html`<section><h2>${t.acts}</h2>
${form("subscribe", t.subscribe, [name, amount, quantity, interval])}
${form("change_balance", t.changeBalance, [amount], t.balanceHint)}</section>`;
}

/**
 * Does what a submitted form asks for, on the object of the page. Returns Stripe's error message, null when it is done, and
 * undefined when the form is another one.
 */
export async function runByHand(
  operations: Operations,
  object: { customer: string } | { subscription: string },
  form: { [name: string]: unknown },
): Promise<string | null | undefined> {
  const { do: act, ...sent } = form;
  if (!isByHand(act)) return undefined;
  const fields: { [field: string]: string } = {};
  for (const [name, value] of Object.entries(sent))
    if (typeof value === "string" && value.trim() !== "") fields[name] = value.trim();
  try {
    await operations.byHand(act, { ...fields, ...object });
    return null;
  } catch (error) {
    if (error instanceof StripeError) return error.message;
    throw error;
  }
}
