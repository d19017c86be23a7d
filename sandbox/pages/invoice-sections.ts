import { html } from "hono/html";
import type { HostedInvoice } from "../operations/invoice";
import type { Invoice, LineItem } from "../shapes/invoice";
import { addressLines, dayOf, moneyOf, periodOf } from "./format";
import type { Html } from "./reply";
import { statusChip } from "./status-chip";
import { taxAndDiscountRows } from "./tax-and-discount-rows";
import { words } from "./words/index";
import type { Locale } from "./words/locale";

/** The upper part of an invoice: number, status, dates, payer. */
export function invoiceHead(locale: Locale, invoice: Invoice): Html {
  const t = words(locale).invoice;
  const { finalized_at, paid_at } = invoice.status_transitions;
  const payer = [
    invoice.customer_name,
    ...addressLines(invoice.customer_address),
    invoice.customer_email,
    invoice.customer_phone,
  ].filter(Boolean);
  return html`<dl>
<dt>${t.number}</dt><dd>${invoice.number}</dd>
<dt>${t.status}</dt><dd>${statusChip(locale, invoice.status)}</dd>
<dt>${t.issued}</dt><dd>${dayOf(locale, finalized_at ?? invoice.created)}</dd>
${invoice.due_date ? html`<dt>${t.due}</dt><dd>${dayOf(locale, invoice.due_date)}</dd>` : ""}
${paid_at ? html`<dt>${t.paidOn}</dt><dd>${dayOf(locale, paid_at)}</dd>` : ""}
<dt>${t.from}</dt><dd>${invoice.account_name}</dd>
<dt>${t.billedTo}</dt><dd>${payer.map((line) => html`<div>${line}</div>`)}</dd>
${invoice.customer_tax_ids.map(({ type, value }) => html`<dt>${type}</dt><dd>${value}</dd>`)}
${(invoice.custom_fields ?? []).map(({ name, value }) => html`<dt>${name}</dt><dd>${value}</dd>`)}
</dl>
${invoice.description ? html`<p>${invoice.description}</p>` : ""}`;
}

/** All lines with their periods, and the sums down to the amount due. */
export function invoiceLines(
  locale: Locale,
  { invoice, lines, names }: Pick<HostedInvoice, "invoice" | "lines" | "names">,
): Html {
  const t = words(locale).invoice;
  const { currency } = invoice;
  const sums: [string, number, boolean][] = [
    [t.subtotal, invoice.subtotal, true],
    ...taxAndDiscountRows(t, invoice, names).map(([label, amount]): [string, number, boolean] => [
      label,
      amount,
      true,
    ]),
    [t.total, invoice.total, true],
    [t.credited, -invoice.pre_payment_credit_notes_amount, invoice.pre_payment_credit_notes_amount !== 0],
    [t.balance, appliedBalance(invoice), appliedBalance(invoice) !== 0],
    [t.amountDue, invoice.amount_due, true],
    [t.amountPaid, invoice.amount_paid, invoice.amount_paid !== 0],
    [t.remaining, invoice.amount_remaining, invoice.amount_paid !== 0 && invoice.amount_remaining !== 0],
  ];
  return html`<div class="scroll"><table class="stack">
<caption>${t.lines}</caption>
<thead><tr><th scope="col">${t.description}</th><th scope="col" class="num">${t.quantity}</th>
<th scope="col" class="num">${t.unitPrice}</th><th scope="col" class="num">${t.amount}</th></tr></thead>
<tbody>${lines.map((line) => lineRow(locale, line))}</tbody>
<tfoot>${sums
    .filter(([, , isShown]) => isShown)
    .map(
      ([
        label,
        amount,
      ]) => html`<tr class="${label === t.amountDue ? "total" : ""}"><th scope="row" colspan="3">${label}</th>
<td class="num">${moneyOf(amount, currency)}</td></tr>`,
    )}</tfoot>
</table></div>
<p class="soft small">${t.inUtc}</p>
${invoice.footer ? html`<p class="small">${invoice.footer}</p>` : ""}`;
}

function lineRow(locale: Locale, line: LineItem): Html {
  const t = words(locale).invoice;
  const unit = line.pricing?.unit_amount_decimal;
  return html`<tr>
<td>${line.description}<div class="soft small">${periodOf(locale, line.period)}</div></td>
<td class="num" data-label="${t.quantity}">${line.quantity ?? ""}</td>
<td class="num" data-label="${t.unitPrice}">${unit ? moneyOf(unit, line.currency) : ""}</td>
<td class="num" data-label="${t.amount}">${moneyOf(line.amount, line.currency)}</td>
</tr>`;
}

/** The customer's balance that the finalised invoice used up; negative when it lowered the amount due. */
function appliedBalance({ starting_balance, ending_balance }: Invoice): number {
  return ending_balance === null ? 0 : starting_balance - ending_balance;
}
