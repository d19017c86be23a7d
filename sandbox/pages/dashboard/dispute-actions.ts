import { html } from "hono/html";
import type { InvoiceView } from "../../operations/account";
import { DISPUTE_REASONS, type DisputeReason } from "../../shapes/dispute";
import { moneyOf } from "../format";
import type { Html } from "../reply";
import { statusChip } from "../status-chip";
import type { Locale } from "../words/locale";
import { table } from "./parts";
import { dashboardWords } from "./words";

const en = {
  disputes: "Disputes",
  reason: "Reason",
  open: "Open dispute",
  openHint: "The payer’s bank takes the charge back.",
  win: "Close as won",
  lose: "Close as lost",
};

const ja: typeof en = {
  disputes: "不審請求",
  reason: "理由",
  open: "不審請求を申請",
  openHint: "支払者の銀行が、決済の取り消しを求めます。",
  win: "勝訴として終了",
  lose: "敗訴として終了",
};

/** The form that opens a dispute in place of the payer's bank. */
export function openDisputeForm(locale: Locale): Html {
  const t = { en, ja }[locale];
  return html`<form method="post" class="hand"><p>${t.openHint}</p><label for="reason">${t.reason}</label><select id="reason" name="reason">${DISPUTE_REASONS.map((reason) => html`<option ${reason === "fraudulent" ? "selected" : ""}>${reason}</option>`)}</select><button class="danger" name="do" value="dispute">${t.open}</button></form>`;
}

export function disputeTable(locale: Locale, { disputes }: InvoiceView): Html | "" {
  const t = { en, ja }[locale];
  const all = dashboardWords(locale);
  if (disputes.length === 0) return "";
  return table(
    locale,
    t.disputes,
    [all.id, all.status, all.amount, t.reason, ""],
    disputes.map((dispute) => [
      html`<code>${dispute.id}</code>`,
      statusChip(locale, dispute.status),
      moneyOf(dispute.amount, dispute.currency),
      dispute.reason,
      dispute.status === "needs_response"
        ? html`<form method="post" class="row"><input type="hidden" name="dispute" value="${dispute.id}"><button name="do" value="win_dispute">${t.win}</button><button name="do" value="lose_dispute">${t.lose}</button></form>`
        : null,
    ]),
  );
}

export const readReason = (sent: unknown): DisputeReason =>
  DISPUTE_REASONS.find((reason) => reason === sent) ?? "fraudulent";
