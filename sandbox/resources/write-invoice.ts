import { DRAFT_LIFETIME_S, recomputeTotals } from "../billing/invoice";
import { invalid, missing, notCovered } from "../core/errors";
import { writeInvoiceDiscounts } from "../discounts/invoice-discounts";
import type { Params } from "../params/params";
import { needOwnMethod } from "../payments/payment-methods";
import { readCustomFields } from "../shapes/custom-fields";
import type { Invoice } from "../shapes/invoice";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";
import { refuseMixedTaxes } from "../taxes/read-tax-amounts";
import { readTaxRates } from "../taxes/read-tax-rates";

export const WRITABLE = [
  "account_tax_ids",
  "auto_advance",
  "automatic_tax",
  "automatically_finalizes_at",
  "collection_method",
  "custom_fields",
  "days_until_due",
  "default_payment_method",
  "default_tax_rates",
  "description",
  "discounts",
  "due_date",
  "effective_at",
  "footer",
  "metadata",
  "number",
  "payment_settings",
];

/** "Once the invoice is finalized, monetary values, as well as collection_method, become uneditable", docs.stripe.com/api/invoices/update. */
const WRITABLE_WHEN_OPEN = ["auto_advance", "metadata", "default_payment_method", "expand"];
const FURTHEST_FINALIZATION_YEARS = 5;

/** Writes the parameters of a create or an update, and brings the totals of a draft up to date. */
export async function writeInvoice(unit: Unit, row: Row<"invoice">, params: Params): Promise<void> {
  const { data } = row;
  const isDraft = data.status === "draft";
  for (const key of params.keys()) {
    if (!isDraft && !WRITABLE_WHEN_OPEN.includes(key))
      throw invalid(`Finalized invoices can't be updated in this way: ${key}.`, key, "invoice_not_editable");
  }
  data.metadata = params.metadata(data.metadata);
  writeAdvance(unit, row, params);
  writeTexts(data, params);
  await writeAccountTaxIds(unit, data, params);
  const method = params.text("default_payment_method");
  if (method !== undefined) {
    data.default_payment_method = method
      ? await needOwnMethod(unit, method, data.customer, "default_payment_method")
      : null;
  }
  if (!isDraft) return;
  writeCollection(unit, data, params);
  data.default_tax_rates =
    (await readTaxRates(unit, params, "default_tax_rates", data.default_tax_rates)) ?? data.default_tax_rates;
  if (params.child("automatic_tax")?.only("enabled", "liability").flag("enabled"))
    throw notCovered("automatic tax", "automatic_tax[enabled]");
  refuseMixedTaxes(row, "default_tax_rates");
  await writeInvoiceDiscounts(unit, row, params);
  await recomputeTotals(unit, row, await unit.need("customer", data.customer, "customer"));
}

/** Automatic advancing and its time (docs.stripe.com/invoicing/scheduled-finalization). */
function writeAdvance(unit: Unit, row: Row<"invoice">, params: Params): void {
  const { data } = row;
  const isDraft = data.status === "draft";
  const advances = params.flag("auto_advance");
  if (advances && !isDraft && data.status !== "open")
    throw invalid(
      `An invoice that is ${data.status} does not advance any more.`,
      "auto_advance",
      "invoice_not_editable",
    );
  if (advances !== undefined && advances !== data.auto_advance) {
    data.auto_advance = advances;
    if (isDraft) data.automatically_finalizes_at = advances ? unit.at + DRAFT_LIFETIME_S : null;
    else
      data.next_payment_attempt =
        advances && data.collection_method === "charge_automatically" ? unit.at + DRAFT_LIFETIME_S : null;
  }
  const at = params.integer("automatically_finalizes_at");
  if (at === undefined) return;
  const refuse = (message: string) => params.fail("automatically_finalizes_at", message);
  if (row.hidden.subscription && unit.environment.failures.strike("refuse_finalization_time", unit.request))
    throw refuse("You cannot set `automatically_finalizes_at` on an invoice of a subscription.");
  if (!data.auto_advance)
    throw refuse("You can only set `automatically_finalizes_at` if `auto_advance` is true.");
  if (at <= unit.at) throw refuse("`automatically_finalizes_at` must be in the future.");
  const furthest = new Date(unit.at * 1000);
  furthest.setUTCFullYear(furthest.getUTCFullYear() + FURTHEST_FINALIZATION_YEARS);
  if (at * 1000 > furthest.getTime())
    throw refuse(
      `\`automatically_finalizes_at\` must be within ${FURTHEST_FINALIZATION_YEARS} years from now.`,
    );
  data.automatically_finalizes_at = at;
}

function writeTexts(data: Invoice, params: Params): void {
  const fields = readCustomFields(params);
  if (fields !== undefined) data.custom_fields = fields;
  for (const field of ["description", "footer", "number"] as const) {
    const value = params.text(field);
    if (value !== undefined) data[field] = value;
  }
  if (params.has("effective_at")) data.effective_at = params.integer("effective_at") ?? null;
  const payment = params.child("payment_settings")?.only("payment_method_types");
  if (payment) data.payment_settings.payment_method_types = payment.texts("payment_method_types") || null;
}

/** The account's own numbers that stand on the invoice. */
async function writeAccountTaxIds(unit: Unit, data: Invoice, params: Params): Promise<void> {
  const ids = params.texts("account_tax_ids");
  if (!ids) return;
  const own = (await unit.all("tax_id")).filter((row) => row.data.owner.type === "self");
  for (const id of ids)
    if (!own.some((row) => row.id === id))
      throw invalid(`No such tax_id: '${id}'`, "account_tax_ids", "resource_missing");
  data.account_tax_ids = ids.length > 0 ? ids : null;
}

/** How the invoice is collected. Only sent invoices have a due date. */
function writeCollection(unit: Unit, data: Invoice, params: Params): void {
  data.collection_method =
    params.oneOf("collection_method", ["charge_automatically", "send_invoice"]) ?? data.collection_method;
  const days = params.integer("days_until_due");
  const due = params.integer("due_date");
  if (days !== undefined && due !== undefined)
    throw invalid("You may only specify one of these parameters: days_until_due, due_date.");
  if (data.collection_method === "charge_automatically") {
    const param = days !== undefined ? "days_until_due" : "due_date";
    if (days !== undefined || due !== undefined)
      throw params.fail(param, `You can only pass \`${param}\` if \`collection_method=send_invoice\`.`);
    data.due_date = null;
    return;
  }
  if (days !== undefined && days < 0)
    throw params.fail(
      "days_until_due",
      "This value must be greater than or equal to 0.",
      "parameter_invalid_integer",
    );
  if (due !== undefined && due < unit.at)
    throw params.fail("due_date", "The due date must be in the future.");
  if (days !== undefined) data.due_date = unit.at + days * 86_400;
  data.due_date = due ?? data.due_date;
  if (data.due_date === null) throw missing("days_until_due");
}
