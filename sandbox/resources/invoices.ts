import { cardError, collectInvoice, noPaymentMethod } from "../billing/collect-invoice";
import {
  addInvoiceItem,
  DRAFT_LIFETIME_S,
  draftInvoice,
  finalizeInvoice,
  paymentMethodFor,
  recomputeTotals,
  voidInvoice,
} from "../billing/invoice";
import { invoicePaid } from "../billing/payment-results";
import { pendingItemsFor } from "../billing/pending-invoice-items";
import { expirePendingUpdate } from "../billing/pending-update";
import { invalid, missing, notCovered } from "../core/errors";
import { listOf } from "../core/json";
import { CURSORS, listPage, PAGING, pickPage } from "../http/list-page";
import { route } from "../http/route";
import type { Params } from "../params/params";
import { cancelIntent } from "../payments/cancel-intent";
import { needOwnMethod, resolveMethod } from "../payments/payment-methods";
import { readCustomFields } from "../shapes/custom-fields";
import type { Row } from "../store/kinds";
import { render } from "../store/render";
import { saveAndEmit } from "../store/save-and-emit";
import type { Unit } from "../store/unit";
import { readTaxRates } from "../taxes/read-tax-rates";
import { createInvoiceItem, ITEM_FIELDS } from "./create-invoice-item";
import { enterCustomer } from "./customers";

async function enterInvoice(unit: Unit, id: string): Promise<Row<"invoice">> {
  const row = await unit.need("invoice", id);
  await unit.enter(row.data.test_clock);
  return row;
}

const WRITABLE = [
  "auto_advance",
  "collection_method",
  "custom_fields",
  "days_until_due",
  "default_payment_method",
  "default_tax_rates",
  "description",
  "due_date",
  "footer",
  "metadata",
];

async function writeInvoice(unit: Unit, row: Row<"invoice">, params: Params): Promise<void> {
  const { data } = row;
  const isDraft = data.status === "draft";
  for (const key of params.keys()) {
    if (!isDraft && !["auto_advance", "metadata", "default_payment_method", "expand"].includes(key)) {
      throw invalid(`Finalized invoices can't be updated in this way: ${key}.`, key, "invoice_not_editable");
    }
  }
  data.metadata = params.metadata(data.metadata);
  const advances = params.flag("auto_advance");
  if (advances !== undefined && advances !== data.auto_advance) {
    data.auto_advance = advances;
    if (isDraft) data.automatically_finalizes_at = advances ? unit.at + DRAFT_LIFETIME_S : null;
  }
  const fields = readCustomFields(params);
  if (fields !== undefined) data.custom_fields = fields;
  for (const field of ["description", "footer"] as const) {
    const value = params.text(field);
    if (value !== undefined) data[field] = value;
  }
  const method = params.text("default_payment_method");
  if (method !== undefined) {
    data.default_payment_method = method
      ? await needOwnMethod(unit, method, data.customer, "default_payment_method")
      : null;
  }
  const rates = await readTaxRates(unit, params, "default_tax_rates", data.default_tax_rates);
  if (rates) {
    data.default_tax_rates = rates;
    await recomputeTotals(unit, row, await unit.need("customer", data.customer, "customer"));
  }
  data.collection_method =
    params.oneOf("collection_method", ["charge_automatically", "send_invoice"]) ?? data.collection_method;
  const days = params.integer("days_until_due");
  if (days !== undefined) data.due_date = unit.at + days * 86_400;
  data.due_date = params.integer("due_date") ?? data.due_date;
}

export const invoiceRoutes = [
  route(
    "POST /v1/invoices",
    [...WRITABLE, "customer", "subscription", "currency", "pending_invoice_items_behavior"],
    async (unit, { params }) => {
      const customer = await enterCustomer(unit, params.need("customer"));
      const named = params.text("subscription");
      const subscription = named ? await unit.need("subscription", named, "subscription") : null;
      const includes =
        params.oneOf("pending_invoice_items_behavior", ["include", "exclude"]) === "include" ||
        subscription !== null;
      const pending = includes ? await pendingItemsFor(unit, customer.id, subscription?.id ?? null) : [];
      if (subscription && pending.length === 0)
        throw invalid(
          "Nothing to invoice for subscription",
          "subscription",
          "invoice_no_subscription_line_items",
        );
      const currency =
        params.text("currency") ?? pending[0]?.data.currency ?? customer.data.currency ?? "jpy";
      const row = await draftInvoice(unit, {
        customer,
        subscription,
        reason: "manual",
        lines: [],
        pending: pending.filter((item) => item.data.currency === currency),
        currency,
        period: { start: unit.at, end: unit.at },
        autoAdvance: params.flag("auto_advance") ?? false,
      });
      if (
        params.oneOf("collection_method", ["charge_automatically", "send_invoice"]) === "send_invoice" &&
        !params.has("due_date")
      ) {
        if (params.integer("days_until_due") === undefined) throw missing("days_until_due");
      }
      await writeInvoice(unit, row, params.without("auto_advance"));
      await unit.save(row);
      return render(row);
    },
  ),
  route(
    "GET /v1/invoices",
    [...PAGING, "customer", "status", "subscription", "collection_method"],
    async (unit, { params, url }) => {
      const subscription = params.text("subscription");
      const where = {
        customer: params.text("customer") ?? undefined,
        status: params.text("status") ?? undefined,
        collection_method: params.text("collection_method") ?? undefined,
      };
      return listPage(
        unit,
        "invoice",
        params,
        url,
        where,
        (row) => !subscription || row.hidden.subscription === subscription,
      );
    },
  ),
  route("GET /v1/invoices/:id", [], async (unit, { path }) =>
    render(await unit.need("invoice", path.id ?? "")),
  ),
  route("POST /v1/invoices/:id", WRITABLE, async (unit, { path, params }) => {
    const row = await enterInvoice(unit, path.id ?? "");
    const before = render(row);
    await writeInvoice(unit, row, params);
    await saveAndEmit(unit, "invoice.updated", row, before);
    return render(row);
  }),
  route("DELETE /v1/invoices/:id", [], async (unit, { path }) => {
    const row = await enterInvoice(unit, path.id ?? "");
    if (row.data.status !== "draft" || row.hidden.subscription) {
      throw invalid(
        "You can only delete draft invoices that are not part of a subscription.",
        undefined,
        "invoice_not_editable",
      );
    }
    for (const item of await unit.all("invoiceitem", { customer: row.data.customer, invoice: row.id }))
      await unit.remove(item);
    await unit.emit("invoice.deleted", row);
    return unit.remove(row);
  }),
  route("POST /v1/invoices/:id/finalize", ["auto_advance"], async (unit, { path, params }) => {
    const row = await enterInvoice(unit, path.id ?? "");
    const advances = params.flag("auto_advance") ?? row.data.auto_advance;
    await finalizeInvoice(unit, row);
    if (row.data.status === "open") {
      row.data.auto_advance = advances;
      // A manually finalised invoice is collected about an hour later.
      row.data.next_payment_attempt =
        advances && row.data.collection_method === "charge_automatically" ? unit.at + DRAFT_LIFETIME_S : null;
      await unit.save(row);
    }
    return render(row);
  }),
  route(
    "POST /v1/invoices/:id/pay",
    ["payment_method", "off_session", "paid_out_of_band"],
    async (unit, { path, params }) => {
      const row = await enterInvoice(unit, path.id ?? "");
      await payInvoice(unit, row, params);
      return render(row);
    },
  ),
  route("POST /v1/invoices/:id/void", [], async (unit, { path }) => {
    const row = await enterInvoice(unit, path.id ?? "");
    await voidInvoice(unit, row);
    const subscription = row.hidden.subscription
      ? await unit.find("subscription", row.hidden.subscription)
      : null;
    if (subscription?.hidden.pending?.invoice === row.id) await expirePendingUpdate(unit, subscription);
    return render(row);
  }),
  route("POST /v1/invoices/:id/mark_uncollectible", [], async (unit, { path }) => {
    const row = await enterInvoice(unit, path.id ?? "");
    if (row.data.status !== "open")
      throw invalid("Only open invoices can be marked uncollectible.", undefined, "invoice_not_editable");
    row.data.status = "uncollectible";
    row.data.status_transitions.marked_uncollectible_at = unit.at;
    row.data.next_payment_attempt = null;
    await unit.save(row);
    await unit.emit("invoice.marked_uncollectible", row);
    return render(row);
  }),
  route("POST /v1/invoices/:id/send", [], async (unit, { path }) => {
    const row = await enterInvoice(unit, path.id ?? "");
    if (row.data.status === "draft") await finalizeInvoice(unit, row);
    await unit.emit("invoice.sent", row);
    return render(row);
  }),
  route("GET /v1/invoices/:id/lines", CURSORS, async (unit, { path, params, url }) => {
    const row = await unit.need("invoice", path.id ?? "");
    const picked = pickPage(row.hidden.lines, params, "line_item");
    return JSON.parse(JSON.stringify(listOf(picked.data, url, picked.hasMore)));
  }),
  route("POST /v1/invoices/:id/add_lines", ["lines", "invoice_metadata"], async (unit, { path, params }) => {
    const row = await enterInvoice(unit, path.id ?? "");
    if (row.data.status !== "draft")
      throw invalid("This invoice is no longer editable.", undefined, "invoice_not_editable");
    const sent = params.children("lines");
    if (!sent || sent.length === 0) throw missing("lines");
    if (row.hidden.lines.length + sent.length > 250)
      throw invalid("An invoice has at most 250 lines.", "lines");
    const customer = await unit.need("customer", row.data.customer, "customer");
    const before = render(row);
    for (const line of sent) {
      line.only(...ITEM_FIELDS, "invoice_item");
      const present = line.text("invoice_item");
      const item = present
        ? await unit.need("invoiceitem", present, "invoice_item")
        : await createInvoiceItem(unit, customer, line, {
            currency: row.data.currency,
            subscription: row.hidden.subscription,
          });
      if (item.data.invoice !== null)
        throw line.fail("invoice_item", "The invoice item is already on an invoice.");
      await addInvoiceItem(unit, row, item);
    }
    row.data.metadata = params.metadata(row.data.metadata, "invoice_metadata");
    await recomputeTotals(unit, row, customer);
    await saveAndEmit(unit, "invoice.updated", row, before);
    return render(row);
  }),
];

/** `invoices.pay`. Finalises a draft first. A declined charge answers 402, and the attempt is committed. */
async function payInvoice(unit: Unit, row: Row<"invoice">, params: Params): Promise<void> {
  if (row.data.status === "draft") await finalizeInvoice(unit, row);
  if (row.data.status === "paid") throw invalid("Invoice is already paid");
  if (row.data.status === "void")
    throw invalid(
      "This invoice has been voided and can no longer be paid.",
      undefined,
      "invoice_not_editable",
    );
  const intent = await unit.need("payment_intent", row.hidden.paymentIntent ?? "");
  if (params.flag("paid_out_of_band")) {
    await cancelIntent(unit, intent, "void_invoice");
    await invoicePaid(unit, row, { outOfBand: true });
    return;
  }
  if (params.has("source") || params.has("mandate")) throw notCovered("sources and mandates");
  const named = params.text("payment_method");
  const method = named
    ? await resolveMethod(unit, named, "payment_method")
    : await paymentMethodFor(unit, row);
  if (!method) throw noPaymentMethod();
  const outcome = await collectInvoice(unit, row, method);
  if (outcome.state !== "succeeded") throw cardError(outcome, true);
}
