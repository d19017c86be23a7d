import { cardError, collectInvoice, noPaymentMethod } from "../billing/collect-invoice";
import { withFreshLink } from "../billing/hosted-link";
import {
  DRAFT_LIFETIME_S,
  draftInvoice,
  finalizeInvoice,
  paymentMethodFor,
  voidInvoice,
} from "../billing/invoice";
import { markUncollectible } from "../billing/mark-uncollectible";
import { invoicePaid } from "../billing/payment-results";
import { pendingItemsFor } from "../billing/pending-invoice-items";
import { invalid, notCovered } from "../core/errors";
import { listPage, PAGING } from "../http/list-page";
import { route } from "../http/route";
import type { Params } from "../params/params";
import { cancelIntent } from "../payments/cancel-intent";
import { resolveMethod } from "../payments/payment-methods";
import type { Row } from "../store/kinds";
import { render } from "../store/render";
import { saveAndEmit } from "../store/save-and-emit";
import type { Unit } from "../store/unit";
import { enterCustomer } from "./customers";
import { WRITABLE, writeInvoice } from "./write-invoice";

/** "The created invoice will only include pending invoice items for that subscription", docs.stripe.com/api/invoices/create. */
const isOf =
  (subscription: string) =>
  ({ data }: Row<"invoiceitem">) =>
    data.parent?.subscription_details.subscription === subscription;

/** The invoice. The unit of work moves to its clock. */
export async function enterInvoice(unit: Unit, id: string): Promise<Row<"invoice">> {
  const row = await unit.need("invoice", id);
  await unit.enter(row.data.test_clock);
  return row;
}

export const invoiceRoutes = [
  route(
    "POST /v1/invoices",
    [...WRITABLE, "customer", "subscription", "currency", "pending_invoice_items_behavior"],
    async (unit, { params }) => {
      const customer = await enterCustomer(unit, params.need("customer"));
      const named = params.text("subscription");
      const subscription = named ? await unit.need("subscription", named, "subscription") : null;
      if (subscription && subscription.data.customer !== customer.id)
        throw params.fail("subscription", "The subscription belongs to another customer.");
      const behavior = params.oneOf("pending_invoice_items_behavior", ["include", "exclude"]);
      const includes = behavior === "include" || (behavior === undefined && subscription !== null);
      const pending = includes ? await pendingItemsFor(unit, customer.id, subscription?.id ?? null) : [];
      const own = subscription ? pending.filter(isOf(subscription.id)) : pending;
      const currency = (
        params.text("currency") ??
        subscription?.data.currency ??
        own[0]?.data.currency ??
        customer.data.currency ??
        "jpy"
      ).toLowerCase();
      const row = await draftInvoice(unit, {
        customer,
        subscription,
        reason: "manual",
        lines: [],
        pending: own.filter((item) => item.data.currency === currency),
        currency,
        period: { start: unit.at, end: unit.at },
        autoAdvance: params.flag("auto_advance") ?? false,
        isOwn: true,
        write: (draft) => writeInvoice(unit, draft, params),
      });
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
  route("GET /v1/invoices/:id", [], async (unit, { path }) => {
    const row = await enterInvoice(unit, path.id ?? "");
    return withFreshLink(unit, row.data, render(row));
  }),
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
    row.data.auto_advance = params.flag("auto_advance") ?? row.data.auto_advance;
    // "If auto_advance is true, Stripe attempts to collect about an hour later", as for invoices made by the API.
    const isCharged = row.data.auto_advance && row.data.collection_method === "charge_automatically";
    await finalizeInvoice(unit, row, isCharged ? unit.at + DRAFT_LIFETIME_S : null);
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
    return render(row);
  }),
  route("POST /v1/invoices/:id/mark_uncollectible", [], async (unit, { path }) => {
    const row = await enterInvoice(unit, path.id ?? "");
    if (row.data.status !== "open")
      throw invalid("Only open invoices can be marked uncollectible.", undefined, "invoice_not_editable");
    await markUncollectible(unit, row);
    return render(row);
  }),
  route("POST /v1/invoices/:id/send", [], async (unit, { path }) => {
    const row = await enterInvoice(unit, path.id ?? "");
    if (row.data.status === "draft") await finalizeInvoice(unit, row);
    await unit.emit("invoice.sent", row);
    return render(row);
  }),
];

/** `invoices.pay`. Finalises a draft first. A declined charge answers 402, and the attempt is committed. */
async function payInvoice(unit: Unit, row: Row<"invoice">, params: Params): Promise<void> {
  if (row.data.status === "draft") {
    await finalizeInvoice(unit, row);
    // Nothing was due: finalising has paid it.
    if ((row.data.status as string) === "paid") return;
  }
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
  const outcome = await collectInvoice(unit, row, method, {
    isPayerAway: params.flag("off_session") ?? true,
  });
  if (outcome.state !== "succeeded") throw cardError(outcome, true);
}
