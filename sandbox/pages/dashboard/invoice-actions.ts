import { html } from "hono/html";
import { StripeError } from "../../core/errors";
import type { InvoiceView } from "../../operations/account";
import type { Operations } from "../../operations/create-operations";
import { moneyOf } from "../format";
import type { Html } from "../reply";
import { statusChip } from "../status-chip";
import type { Locale } from "../words/locale";
import { disputeTable, openDisputeForm, readReason } from "./dispute-actions";
import { fields, table } from "./parts";
import { dashboardWords } from "./words";

const en = {
  acts: "By hand",
  amount: "Amount in the smallest unit",
  refund: "Refund",
  refundHint: "Money goes back to the card. Left empty: all of it.",
  credit: "Issue credit note",
  creditOpen: "Lowers what is still to be paid.",
  creditPaid: "Gives the amount back to the card and documents it.",
  markPaid: "Mark as paid",
  markPaidHint: "A bank transfer has arrived, outside Stripe.",
  markUncollectible: "Mark uncollectible",
  markUncollectibleHint: "It is no longer expected to be paid.",
  send: "Finalise and send",
  sendHint: "The customer gets it by e-mail.",
  creditNotes: "Credit notes",
  refunds: "Refunds",
  voidNote: "Void credit note",
  refused: "Refused",
};

const ja: typeof en = {
  acts: "手動の操作",
  amount: "金額（最小単位）",
  refund: "返金する",
  refundHint: "カードに返金します。空欄の場合は全額です。",
  credit: "クレジットノートを発行",
  creditOpen: "これから支払われる金額が減ります。",
  creditPaid: "カードに返金し、その記録を残します。",
  markPaid: "支払い済みにする",
  markPaidHint: "Stripe の外で、銀行振込などの入金がありました。",
  markUncollectible: "回収不能にする",
  markUncollectibleHint: "支払いを見込めなくなりました。",
  send: "確定して送付",
  sendHint: "顧客にメールで届きます。",
  creditNotes: "クレジットノート",
  refunds: "返金",
  voidNote: "クレジットノートを無効にする",
  refused: "受け付けられませんでした",
};

const wordsOf = (locale: Locale) => ({ en, ja })[locale];

/** The forms for the actions that the invoice's status allows. */
export function invoiceActions(locale: Locale, { data, charges }: InvoiceView, refusal: string | null): Html {
  const t = wordsOf(locale);
  const all = dashboardWords(locale);
  const paid = charges.find(({ status }) => status === "succeeded");
  const isRefundable = paid !== undefined && paid.amount_refunded < paid.amount;
  const open = data.status === "open";
  const form = (act: string, label: string, hint: string, withAmount: boolean, isDanger = false) =>
    html`<form method="post" class="hand"><p>${hint}</p>${
      withAmount
        ? html`<label for="${act}">${t.amount}</label><input id="${act}" name="amount" inputmode="numeric" pattern="[0-9]*">`
        : ""
    }<button class="${isDanger ? "danger" : ""}" name="do" value="${act}">${label}</button></form>`;
  const forms = [
    data.status === "draft" ? form("send", t.send, t.sendHint, false) : "",
    isRefundable ? form("refund", t.refund, t.refundHint, true) : "",
    open || isRefundable ? form("credit", t.credit, open ? t.creditOpen : t.creditPaid, true) : "",
    isRefundable && !paid.disputed ? openDisputeForm(locale) : "",
    open ? form("mark_paid", t.markPaid, t.markPaidHint, false) : "",
    open ? form("mark_uncollectible", t.markUncollectible, t.markUncollectibleHint, false) : "",
    open ? form("void", all.void, all.voidHint, false, true) : "",
  ].filter((one) => one !== "");
  const refused = refusal ? html`<p role="alert" class="bad">${t.refused}: ${refusal}</p>` : "";
  if (forms.length === 0) return html`${refused}`;
  return html`<section><h2>${t.acts}</h2>${refused}${forms}</section>`;
}

/** The invoice's refunds and credit notes. */
export function invoiceAdjustments(locale: Locale, view: InvoiceView): Html {
  const t = wordsOf(locale);
  const all = dashboardWords(locale);
  const notes = table(
    locale,
    t.creditNotes,
    [all.number, all.status, all.amount, t.acts],
    view.creditNotes.map((note) => [
      note.number,
      statusChip(locale, note.status),
      moneyOf(note.amount, note.currency),
      note.status === "issued" && view.data.status === "open"
        ? html`<form method="post"><input type="hidden" name="note" value="${note.id}"><button name="do" value="void_note">${t.voidNote}</button></form>`
        : null,
    ]),
  );
  const refunds = html`<section><h2>${t.refunds}</h2>${fields(
    view.refunds.map((refund) => [refund.id, moneyOf(refund.amount, refund.currency)]),
  )}</section>`;
  return html`${view.refunds.length > 0 ? refunds : ""}${view.creditNotes.length > 0 ? notes : ""}${disputeTable(locale, view)}`;
}

/** Runs the action of a submitted form. Returns Stripe's error message, or null when it succeeded. */
export async function runInvoiceAction(
  operations: Operations,
  id: string,
  form: { [name: string]: unknown },
): Promise<string | null> {
  const typed = String(form.amount ?? "").trim();
  const amount = /^\d{1,12}$/.test(typed) ? Number(typed) : null;
  try {
    switch (form.do) {
      case "void":
        await operations.voidInvoice(id);
        break;
      case "refund":
        await operations.refundInvoice(id, amount);
        break;
      case "credit":
        await operations.creditInvoice(id, amount ?? 0);
        break;
      case "mark_paid":
        await operations.markPaidOutOfBand(id);
        break;
      case "mark_uncollectible":
        await operations.markUncollectible(id);
        break;
      case "send":
        await operations.sendInvoice(id);
        break;
      case "dispute":
        await operations.disputeInvoice(id, readReason(form.reason));
        break;
      case "win_dispute":
      case "lose_dispute":
        await operations.closeDispute(id, String(form.dispute), form.do === "win_dispute" ? "won" : "lost");
        break;
      case "void_note":
        await operations.voidCreditNote(id, String(form.note));
        break;
    }
    return null;
  } catch (error) {
    if (error instanceof StripeError) return error.message;
    throw error;
  }
}
