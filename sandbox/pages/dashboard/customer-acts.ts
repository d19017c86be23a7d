import { html } from "hono/html";
import { StripeError } from "../../errors";
import type { Operations } from "../../operations";
import type { CustomerView } from "../../operations/account";
import type { Html } from "../reply";
import type { Locale } from "../words/locale";

const en = {
  coupon: "Coupon",
  percent: "Percent off",
  apply: "Apply coupon",
  applyHint: "Lowers every invoice that is made from now on.",
  remove: "Remove coupon",
  refused: "Refused",
};

const ja: typeof en = {
  coupon: "クーポン",
  percent: "割引率（%）",
  apply: "クーポンを適用",
  applyHint: "これから作成されるすべての請求書が減額されます。",
  remove: "クーポンを解除",
  refused: "受け付けられませんでした",
};

/** The customer's coupon, with the forms to put one on and to take it off. */
export function customerActs(locale: Locale, { customer }: CustomerView, refusal: string | null): Html {
  const t = { en, ja }[locale];
  const { discount } = customer;
  return html`<section><h2>${t.coupon}</h2>
${refusal ? html`<p role="alert" class="bad">${t.refused}: ${refusal}</p>` : ""}
${discount ? html`<p><code>${discount.source.coupon}</code></p>` : ""}
<form method="post" class="hand"><p>${t.applyHint}</p><label for="percent">${t.percent}</label><input id="percent" name="percent" inputmode="decimal"><button name="do" value="give_coupon">${t.apply}</button></form>
${discount ? html`<form method="post" class="hand"><button name="do" value="take_coupon">${t.remove}</button></form>` : ""}</section>`;
}

/** Carries out what a form asks; answers the refusal in Stripe's words, or null. */
export async function actOnCustomer(
  operations: Operations,
  id: string,
  form: { [name: string]: unknown },
): Promise<string | null> {
  try {
    if (form.do === "give_coupon") await operations.giveCoupon(id, Number(form.percent));
    if (form.do === "take_coupon") await operations.takeCoupon(id);
    return null;
  } catch (error) {
    if (error instanceof StripeError) return error.message;
    throw error;
  }
}
