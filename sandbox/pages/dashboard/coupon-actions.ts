import { html } from "hono/html";
import { StripeError } from "../../core/errors";
import type { Operations } from "../../operations/create-operations";
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

/** The coupons of a customer or a subscription, with the forms to apply and remove them. */
export function couponForms(locale: Locale, coupons: string[], refusal: string | null): Html {
  const t = { en, ja }[locale];
  return html`<section><h2>${t.coupon}</h2>
${refusal ? html`<p role="alert" class="bad">${t.refused}: ${refusal}</p>` : ""}
${coupons.map((coupon) => html`<p><code>${coupon}</code></p>`)}
<form method="post" class="hand"><p>${t.applyHint}</p><label for="percent">${t.percent}</label><input id="percent" name="percent" inputmode="decimal"><button name="do" value="give_coupon">${t.apply}</button></form>
${coupons.length > 0 ? html`<form method="post" class="hand"><button name="do" value="take_coupon">${t.remove}</button></form>` : ""}</section>`;
}

type Form = { [name: string]: unknown };

/** Runs the action of a submitted form. Returns Stripe's error message, or null when it succeeded. */
export const runCustomerAction = (operations: Operations, id: string, form: Form): Promise<string | null> =>
  act(
    form,
    (percent) => operations.giveCoupon(id, percent),
    () => operations.takeCoupon(id),
  );

/** The same for one subscription. */
export const runSubscriptionAction = (
  operations: Operations,
  id: string,
  form: Form,
): Promise<string | null> =>
  act(
    form,
    (percent) => operations.giveSubscriptionCoupon(id, percent),
    () => operations.takeSubscriptionCoupon(id),
  );

async function act(
  form: Form,
  give: (percent: number) => Promise<void>,
  take: () => Promise<void>,
): Promise<string | null> {
  try {
    if (form.do === "give_coupon") await give(Number(form.percent));
    if (form.do === "take_coupon") await take();
    return null;
  } catch (error) {
    if (error instanceof StripeError) return error.message;
    throw error;
  }
}
