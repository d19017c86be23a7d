import {
  createInvoiceItem,
  ITEM_FIELDS,
  readPeriod,
  readPricing,
  readQuantity,
  refuseDiscounts,
  refuseTooManyLines,
} from "../billing/create-invoice-item";
import { addInvoiceItem, recomputeTotals } from "../billing/invoice";
import { readLineTaxAmounts, setLineTaxes } from "../billing/set-line-taxes";
import { priceOfAmount } from "../catalog/create-price";
import { invalid, missing, noSuch } from "../core/errors";
import { type JsonObject, listOf } from "../core/json";
import { amountFor } from "../core/money";
import { CURSORS, pickPage } from "../http/list-page";
import { route } from "../http/route";
import type { Params } from "../params/params";
import type { LineItem } from "../shapes/invoice";
import type { Row } from "../store/kinds";
import { render } from "../store/render";
import { saveAndEmit } from "../store/save-and-emit";
import type { Unit } from "../store/unit";
import { refuseMixedTaxes } from "../taxes/read-tax-amounts";
import { readTaxRates } from "../taxes/read-tax-rates";
import { enterInvoice } from "./invoices";

async function enterDraft(unit: Unit, id: string): Promise<Row<"invoice">> {
  const row = await enterInvoice(unit, id);
  if (row.data.status !== "draft")
    throw invalid("This invoice is no longer editable", undefined, "invoice_not_editable");
  return row;
}

function needLines(params: Params): Params[] {
  const sent = params.children("lines");
  if (!sent || sent.length === 0) throw missing("lines");
  return sent;
}

/** The line with this id. `param` names an id of the parameters; without it, the id stands in the path. */
function needLine({ hidden }: Row<"invoice">, id: string, param?: string): LineItem {
  const line = hidden.lines.find((candidate) => candidate.id === id);
  if (!line) throw noSuch("invoice line item", id, param ?? "line_item_id", param ? 400 : 404);
  return line;
}

/** The invoice item behind a line; null for the charge of a subscription item. */
async function itemOf(unit: Unit, { parent }: LineItem): Promise<Row<"invoiceitem"> | null> {
  const details = parent.invoice_item_details ?? parent.subscription_item_details;
  return details?.invoice_item ? unit.find("invoiceitem", details.invoice_item) : null;
}

async function addLine(unit: Unit, row: Row<"invoice">, customer: Row<"customer">, params: Params) {
  params.only(...ITEM_FIELDS, "invoice_item", "tax_amounts");
  refuseTooManyLines(row);
  const present = params.text("invoice_item");
  const item = present
    ? await unit.need("invoiceitem", present, params.name("invoice_item"))
    : await createInvoiceItem(unit, customer, params, {
        currency: row.data.currency,
        subscription: row.hidden.subscription,
      });
  if (item.data.invoice !== null)
    throw params.fail("invoice_item", "The invoice item is already on an invoice.");
  if (item.data.currency !== row.data.currency)
    throw invalid(
      `The currency of the invoice item (${item.data.currency}) is not that of the invoice (${row.data.currency}).`,
      params.name("price_data"),
    );
  const line = await addInvoiceItem(unit, row, item);
  if (present) await updateLine(unit, row, line, params);
  else setLineTaxes(row, line.id, { amounts: await readLineTaxAmounts(unit, row, params) });
}

/** Changes one line of a draft. "Updates on this endpoint will propagate to the invoice item as well", docs.stripe.com/api/invoice-line-item/update. */
async function updateLine(unit: Unit, row: Row<"invoice">, line: LineItem, params: Params): Promise<void> {
  const item = await itemOf(unit, line);
  refuseDiscounts(params);
  refuseOwnLine(unit, row, line, params);
  await repriceLine(unit, line, params);
  const description = params.text("description");
  if (description !== undefined) line.description = description;
  line.period = readPeriod(params) ?? line.period;
  const discountable = params.flag("discountable");
  const isProration = item?.data.proration ?? line.parent.subscription_item_details?.proration ?? false;
  if (discountable && isProration)
    throw params.fail("discountable", "`discountable` cannot be set to true for prorations.");
  line.discountable = discountable ?? line.discountable;
  // The metadata of a subscription's own line is replaced, that of an invoice item is merged.
  if (params.has("metadata")) line.metadata = params.metadata(item ? line.metadata : {});
  const rates = await readTaxRates(unit, params, "tax_rates");
  setLineTaxes(row, line.id, { amounts: await readLineTaxAmounts(unit, row, params), rates });
  if (!item) return;
  const { amount, quantity, quantity_decimal, pricing, period, metadata } = line;
  Object.assign(item.data, {
    amount,
    net_amount: amount,
    description: line.description,
    discountable: line.discountable,
    metadata,
    period,
    pricing,
    quantity,
    quantity_decimal,
    ...(rates ? { tax_rates: rates } : {}),
  });
  if (rates) item.hidden.rates = rates.length > 0 ? rates : undefined;
  await unit.save(item);
}

/** The control endpoint can make Stripe refuse another text, or another amount, of a subscription's own line. */
function refuseOwnLine(unit: Unit, row: Row<"invoice">, line: LineItem, params: Params): void {
  if (row.hidden.subscription === null || line.parent.type !== "subscription_item_details") return;
  const { failures } = unit.environment;
  if (params.has("description") && failures.strike("refuse_line_texts", unit.request))
    throw params.fail("description", "You cannot change the description of a subscription line item.");
  if (params.has("amount") && failures.strike("refuse_line_amounts", unit.request))
    throw params.fail("amount", "You cannot change the amount of a subscription line item.");
}

async function repriceLine(unit: Unit, line: LineItem, params: Params): Promise<void> {
  const amount = params.integer("amount");
  const quantity = readQuantity(params);
  const priced = await readPricing(unit, params);
  if (priced && priced.currency !== line.currency)
    throw params.fail("price_data", `The price must be in the currency of the invoice, ${line.currency}.`);
  if (priced && amount !== undefined)
    throw invalid("You may only specify one of these parameters: amount, pricing, price_data.");
  if (amount !== undefined && quantity !== undefined && quantity !== 1)
    throw params.fail("quantity", "A quantity needs a price; an amount is the whole line.");
  if (amount !== undefined) {
    line.quantity = 1;
    line.pricing = {
      price_details: await priceOfAmount(unit, amount, line.currency, line.description),
      type: "price_details",
      unit_amount_decimal: String(amount),
    };
    line.amount = amount;
  } else if (priced || quantity !== undefined) {
    line.quantity = quantity ?? (priced ? 1 : (line.quantity ?? 1));
    if (priced)
      line.pricing = {
        price_details: { price: priced.price, product: priced.product },
        type: "price_details",
        unit_amount_decimal: priced.unitDecimal,
      };
    line.amount = amountFor(line.pricing?.unit_amount_decimal ?? "0", line.quantity);
  } else return;
  line.quantity_decimal = String(line.quantity);
  line.subtotal = line.amount;
}

async function removeLine(unit: Unit, row: Row<"invoice">, params: Params): Promise<void> {
  params.only("behavior", "id");
  const line = needLine(row, params.need("id"), params.name("id"));
  params.need("behavior");
  const behavior = params.oneOf("behavior", ["delete", "unassign"]);
  const item = await itemOf(unit, line);
  if (behavior === "unassign" && !item)
    throw params.fail("behavior", "A line item of a subscription cannot be unassigned.");
  row.hidden.lines = row.hidden.lines.filter((candidate) => candidate !== line);
  setLineTaxes(row, line.id, { amounts: [], rates: [] });
  if (row.hidden.included) delete row.hidden.included[line.id];
  if (!item) return;
  if (behavior === "delete") {
    await unit.emit("invoiceitem.deleted", item);
    await unit.remove(item);
    return;
  }
  item.data.invoice = null;
  await unit.save(item);
}

/** Edits the lines of a draft, then brings its totals up to date and emits `invoice.updated`. */
async function edit(
  unit: Unit,
  id: string,
  params: Params,
  act: (row: Row<"invoice">, customer: Row<"customer">) => Promise<void>,
): Promise<Row<"invoice">> {
  const row = await enterDraft(unit, id);
  const customer = await unit.need("customer", row.data.customer, "customer");
  const before = render(row);
  await act(row, customer);
  refuseMixedTaxes(row, "tax_amounts");
  row.data.metadata = params.metadata(row.data.metadata, "invoice_metadata");
  await recomputeTotals(unit, row, customer);
  await saveAndEmit(unit, "invoice.updated", row, before);
  return row;
}

export const invoiceLineRoutes = [
  route("GET /v1/invoices/:id/lines", CURSORS, async (unit, { path, params, url }) => {
    const row = await unit.need("invoice", path.id ?? "");
    const picked = pickPage(row.hidden.lines, params, "line_item");
    return JSON.parse(JSON.stringify(listOf(picked.data, url, picked.hasMore)));
  }),
  route("POST /v1/invoices/:id/add_lines", ["lines", "invoice_metadata"], async (unit, { path, params }) => {
    const sent = needLines(params);
    const row = await edit(unit, path.id ?? "", params, async (draft, customer) => {
      for (const line of sent) await addLine(unit, draft, customer, line);
    });
    return render(row);
  }),
  route(
    "POST /v1/invoices/:id/update_lines",
    ["lines", "invoice_metadata"],
    async (unit, { path, params }) => {
      const sent = needLines(params);
      const row = await edit(unit, path.id ?? "", params, async (draft) => {
        for (const line of sent) {
          line.only(...ITEM_FIELDS, "id", "tax_amounts");
          await updateLine(unit, draft, needLine(draft, line.need("id"), line.name("id")), line);
        }
      });
      return render(row);
    },
  ),
  route(
    "POST /v1/invoices/:id/remove_lines",
    ["lines", "invoice_metadata"],
    async (unit, { path, params }) => {
      const sent = needLines(params);
      const row = await edit(unit, path.id ?? "", params, async (draft) => {
        for (const line of sent) await removeLine(unit, draft, line);
      });
      return render(row);
    },
  ),
  route(
    "POST /v1/invoices/:id/lines/:line",
    [...ITEM_FIELDS, "tax_amounts"],
    async (unit, { path, params }) => {
      const row = await edit(unit, path.id ?? "", params, (draft) =>
        updateLine(unit, draft, needLine(draft, path.line ?? ""), params),
      );
      return JSON.parse(JSON.stringify(needLine(row, path.line ?? ""))) as JsonObject;
    },
  ),
];
