import { Hono } from "hono";
import { html } from "hono/html";
import { notice } from "./card-form";
import type { PagesContext } from "./context";
import { cardName, moneyOf, timeOf } from "./format";
import { notFound, reply } from "./reply";
import { taxAndDiscountRows } from "./tax-and-discount-rows";
import { words } from "./words/index";
import { readerLocale } from "./words/locale";

/** The receipt of a charge: the API's `receipt_url`. */
export function receiptPages({ operations }: PagesContext): Hono {
  return new Hono().get("/:id", async (c) => {
    const found = await operations.detailsForReceiptPage(c.req.param("id"));
    const locale = readerLocale(c, found?.locales);
    const { receipt: t, invoice: i, notFound: n } = words(locale);
    if (!found?.charge) return notFound(c, locale, n.kinds.receipt);
    const { charge, invoice } = found;
    const isFailed = charge.status === "failed";
    const body = html`<h1>${t.title}</h1>
<section>
${isFailed ? notice(t.failed, "bad") : html`<p class="soft">${t.received}</p>`}
<p class="amount">${moneyOf(isFailed ? 0 : charge.amount_captured, charge.currency)}</p>
<dl><dt>${t.on}</dt><dd>${timeOf(locale, charge.created)}</dd>
<dt>${t.by}</dt><dd>${cardName(locale, charge.payment_method_details.card)}</dd>
<dt>${i.from}</dt><dd>${charge.calculated_statement_descriptor}</dd>
${
  invoice
    ? html`<dt>${t.forInvoice}</dt><dd><a href="/invoice/${invoice.id}/now?lang=${locale}">${invoice.number ?? invoice.id}</a></dd>
<dt>${i.billedTo}</dt><dd>${invoice.customer_name ?? invoice.customer_email ?? ""}</dd>
${taxAndDiscountRows(i, invoice, found.names).map(([label, amount]) => html`<dt>${label}</dt><dd>${moneyOf(amount, invoice.currency)}</dd>`)}`
    : ""
}
<dt>${t.id}</dt><dd><code>${charge.id}</code></dd></dl>
</section>`;
    return reply(c, { locale, title: t.title, body });
  });
}
