import { createInvoiceItem, ITEM_FIELDS, refuseTooManyLines } from "../billing/create-invoice-item";
import { addInvoiceItem, recomputeTotals } from "../billing/invoice";
import { invalid } from "../core/errors";
import { listPage, PAGING } from "../http/list-page";
import { route } from "../http/route";
import { render } from "../store/render";
import { saveAndEmit } from "../store/save-and-emit";
import { refuseMixedTaxes } from "../taxes/read-tax-amounts";
import { enterCustomer } from "./customers";

export const invoiceItemRoutes = [
  route(
    "POST /v1/invoiceitems",
    [...ITEM_FIELDS, "currency", "customer", "invoice", "subscription"],
    async (unit, { params }) => {
      const customer = await enterCustomer(unit, params.need("customer"));
      const named = params.text("invoice");
      const invoice = named ? await unit.need("invoice", named, "invoice") : null;
      if (invoice && invoice.data.customer !== customer.id)
        throw params.fail("invoice", "The invoice belongs to another customer.");
      if (invoice && invoice.data.status !== "draft")
        throw invalid("This invoice is no longer editable.", "invoice", "invoice_not_editable");
      const subscription = params.text("subscription") ?? null;
      if (subscription) await unit.need("subscription", subscription, "subscription");
      const row = await createInvoiceItem(unit, customer, params, {
        currency: invoice?.data.currency ?? null,
        subscription: subscription ?? invoice?.hidden.subscription ?? null,
      });
      if (invoice) {
        const before = render(invoice);
        refuseTooManyLines(invoice);
        await addInvoiceItem(unit, invoice, row);
        refuseMixedTaxes(invoice, "tax_rates");
        await recomputeTotals(unit, invoice, customer);
        await saveAndEmit(unit, "invoice.updated", invoice, before);
      }
      return render(row);
    },
  ),
  route(
    "GET /v1/invoiceitems",
    [...PAGING, "customer", "invoice", "pending"],
    async (unit, { params, url }) => {
      const pending = params.flag("pending");
      const where = {
        customer: params.text("customer") ?? undefined,
        invoice: params.text("invoice") ?? undefined,
      };
      return listPage(
        unit,
        "invoiceitem",
        params,
        url,
        where,
        ({ data }) => pending === undefined || (data.invoice === null) === pending,
      );
    },
  ),
  route("GET /v1/invoiceitems/:id", [], async (unit, { path }) =>
    render(await unit.need("invoiceitem", path.id ?? "")),
  ),
  route("DELETE /v1/invoiceitems/:id", [], async (unit, { path }) => {
    const row = await unit.need("invoiceitem", path.id ?? "");
    const customer = await enterCustomer(unit, row.data.customer);
    if (row.data.invoice) {
      const invoice = await unit.need("invoice", row.data.invoice);
      if (invoice.data.status !== "draft")
        throw invalid("The invoice item is on a finalized invoice.", undefined, "invoice_not_editable");
      const before = render(invoice);
      invoice.hidden.lines = invoice.hidden.lines.filter((line) => line.id !== row.hidden.line);
      await recomputeTotals(unit, invoice, customer);
      await saveAndEmit(unit, "invoice.updated", invoice, before);
    }
    await unit.emit("invoiceitem.deleted", row);
    return unit.remove(row);
  }),
];
