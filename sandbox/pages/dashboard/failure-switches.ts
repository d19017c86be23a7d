import { html } from "hono/html";
import type { Operations } from "../../operations/create-operations";
import { SWITCHES, type Switch } from "../../operations/failures";
import type { Html } from "../reply";
import type { Locale } from "../words/locale";

const en = {
  kind: "What goes wrong",
  seconds: "Seconds (empty: until switched off)",
  on: "Switch on",
  off: "Switch all off",
  webhook_drop: "Webhooks are lost",
  webhook_delay: "Webhooks are late",
  webhook_duplicate: "Webhooks come twice",
  webhook_shuffle: "Webhooks come in another order",
  unavailable_503: "Stripe is away: it answers 503",
  timeout: "Stripe is away: it does not answer",
};

const ja: typeof en = {
  kind: "起こす障害",
  seconds: "秒数（空欄：オフにするまで）",
  on: "オンにする",
  off: "すべてオフにする",
  webhook_drop: "Webhook が届かない",
  webhook_delay: "Webhook が遅れる",
  webhook_duplicate: "Webhook が二度届く",
  webhook_shuffle: "Webhook の順序が入れ替わる",
  unavailable_503: "Stripe が停止：503 を返す",
  timeout: "Stripe が停止：応答しない",
};

/** The forms that switch failures on for a while, and off. */
export function failureSwitches(locale: Locale, isAnyOn: boolean): Html {
  const t = { en, ja }[locale];
  return html`<section><form method="post" class="hand"><label for="kind">${t.kind}</label><select id="kind" name="kind">${SWITCHES.map((kind) => html`<option value="${kind}">${t[kind]}</option>`)}</select><label for="seconds">${t.seconds}</label><input id="seconds" name="seconds" inputmode="numeric" pattern="[0-9]*"><button name="do" value="on">${t.on}</button></form>
${isAnyOn ? html`<form method="post" class="hand"><button name="do" value="off">${t.off}</button></form>` : ""}</section>`;
}

export function runFailureSwitch(operations: Operations, form: { [name: string]: unknown }): void {
  if (form.do === "off") operations.switchFailuresOff();
  const kind = SWITCHES.find((known): known is Switch => known === form.kind);
  if (form.do !== "on" || !kind) return;
  const seconds = /^\d{1,6}$/.test(String(form.seconds)) ? Number(form.seconds) : null;
  operations.switchFailureOn(kind, seconds);
}
