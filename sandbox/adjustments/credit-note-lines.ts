import { invalid, missing } from "../core/errors";
import { newId } from "../core/ids";
import { amountFor, divideRounded, sum, toInteger } from "../core/money";
import type { Params } from "../params/params";
import type { CreditNoteLine } from "../shapes/credit-note";
import type { LineItem } from "../shapes/invoice";
import type { TaxAmount, TaxRate } from "../shapes/tax";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";
import { readTaxRates } from "../taxes/read-tax-rates";
import { taxesOf } from "../taxes/tax-invoice";

/** A line of a credit note that credits no certain line of the invoice. Its amount contains the tax. */
export const customLine = (amount: number, description: string | null = null): CreditNoteLine => ({
  id: newId("cnli"),
  object: "credit_note_line_item",
  amount,
  description,
  discount_amount: 0,
  discount_amounts: [],
  livemode: false,
  metadata: {},
  pretax_credit_amounts: [],
  quantity: 1,
  tax_rates: [],
  taxes: [],
  type: "custom_line_item",
  unit_amount: amount,
  unit_amount_decimal: String(amount),
});

const hasManualTaxes = ({ hidden }: Row<"invoice">) =>
  Object.values(hidden.taxAmounts ?? {}).some((amounts) => amounts.length > 0);

/** Reads `lines` of a new credit note (docs.stripe.com/api/credit_notes/create). Undefined when not sent. */
export async function readCreditNoteLines(
  unit: Unit,
  invoice: Row<"invoice">,
  params: Params,
): Promise<CreditNoteLine[] | undefined> {
  const sent = params.children("lines");
  if (!sent) {
    if (hasManualTaxes(invoice)) throw missing("lines");
    return undefined;
  }
  const lines: CreditNoteLine[] = [];
  for (const entry of sent) {
    entry.only(
      "amount",
      "description",
      "invoice_line_item",
      "metadata",
      "quantity",
      "tax_amounts",
      "tax_rates",
      "type",
      "unit_amount",
      "unit_amount_decimal",
    );
    entry.need("type");
    const type = entry.oneOf("type", ["custom_line_item", "invoice_line_item"]);
    if (hasManualTaxes(invoice) && !entry.has("tax_amounts")) throw missing(entry.name("tax_amounts"));
    const line =
      type === "custom_line_item"
        ? await readCustomLine(unit, invoice, entry)
        : await readInvoiceLine(unit, invoice, entry, lines);
    line.metadata = entry.metadata({});
    const taxes = await readTaxAmounts(unit, entry);
    if (taxes) line.taxes = taxes;
    lines.push(line);
  }
  return lines;
}

async function readCustomLine(unit: Unit, { data }: Row<"invoice">, params: Params): Promise<CreditNoteLine> {
  const quantity = params.integer("quantity") ?? 1;
  const unitAmount = params.decimal("unit_amount_decimal") ?? params.decimal("unit_amount");
  if (unitAmount === undefined) throw missing(params.name("unit_amount"));
  const line = customLine(amountFor(unitAmount, quantity), params.need("description"));
  line.quantity = quantity;
  line.unit_amount = unitAmount.includes(".") ? null : Number(unitAmount);
  line.unit_amount_decimal = unitAmount;
  const rates = await readTaxRates(unit, params, "tax_rates");
  if (rates && params.has("tax_amounts"))
    throw invalid("You may only specify one of these parameters: tax_amounts, tax_rates.");
  line.tax_rates = rates ?? [];
  line.taxes = taxesOf(line.amount, line.tax_rates, data.customer_tax_exempt);
  return line;
}

/** Credits a part of an invoice's line, with the same part of its discounts and taxes. */
async function readInvoiceLine(
  unit: Unit,
  invoice: Row<"invoice">,
  params: Params,
  before: CreditNoteLine[],
): Promise<CreditNoteLine> {
  const id = params.need("invoice_line_item");
  const credited = invoice.hidden.lines.find((line) => line.id === id);
  if (!credited)
    throw invalid(`No such invoice line item: '${id}'`, params.name("invoice_line_item"), "resource_missing");
  if (params.has("tax_rates"))
    throw params.fail("tax_rates", "`tax_rates` are only valid when `type` is `custom_line_item`.");
  const quantity = params.integer("quantity");
  const amount = params.integer("amount") ?? partOf(credited.amount, quantity, credited.quantity ?? 1);
  if (amount === undefined) throw missing(params.name("quantity"));
  const left = credited.amount - (await creditedBefore(unit, invoice, credited, before));
  if (amount * Math.sign(credited.amount) > left * Math.sign(credited.amount))
    throw params.fail(
      "amount",
      `The amount to credit (${amount}) is greater than what is left of the line item (${left}).`,
    );
  const share = (whole: number) => partOf(whole, amount, credited.amount) ?? 0;
  const line = customLine(amount, credited.description);
  line.type = "invoice_line_item";
  line.invoice_line_item = credited.id;
  line.quantity = quantity ?? null;
  line.unit_amount = null;
  line.unit_amount_decimal = null;
  line.discount_amounts = credited.discount_amounts
    .filter((discount) => discount.amount !== 0)
    .map((discount) => ({ ...discount, amount: share(discount.amount) }));
  line.discount_amount = sum(line.discount_amounts.map((discount) => discount.amount));
  line.pretax_credit_amounts = line.discount_amounts.map((discount) => ({ ...discount, type: "discount" }));
  line.taxes = credited.taxes.map((tax) => ({
    ...tax,
    amount: share(tax.amount),
    taxable_amount: share(tax.taxable_amount),
  }));
  return line;
}

function partOf(whole: number, part: number | undefined, of: number): number | undefined {
  if (part === undefined) return undefined;
  if (of === 0) return 0;
  const sign = BigInt(Math.sign(of));
  return toInteger(divideRounded(BigInt(whole) * BigInt(part) * sign, BigInt(of) * sign));
}

async function creditedBefore(
  unit: Unit,
  invoice: Row<"invoice">,
  { id }: LineItem,
  before: CreditNoteLine[],
): Promise<number> {
  const notes = await unit.all("credit_note", { invoice: invoice.id, status: "issued" });
  const lines = [...notes.flatMap(({ data }) => data.lines.data), ...before];
  return sum(lines.filter((line) => line.invoice_line_item === id).map(({ amount }) => amount));
}

/** "The tax rate must have been automatically created by Stripe", so it comes from the invoice's own tax amounts. */
async function readTaxAmounts(unit: Unit, params: Params): Promise<TaxAmount[] | undefined> {
  const sent = params.children("tax_amounts");
  if (!sent) return undefined;
  if (sent.length > 20) throw params.fail("tax_amounts", "At most 20 tax amounts are allowed.");
  const amounts: TaxAmount[] = [];
  for (const entry of sent) {
    entry.only("amount", "tax_rate", "taxable_amount");
    const rate = await unit.need("tax_rate", entry.need("tax_rate"), entry.name("tax_rate"));
    if (!rate.hidden.isAutomatic)
      throw entry.fail("tax_rate", "The tax rate must have been automatically created by Stripe.");
    amounts.push(amountOf(rate.data, entry.needInteger("amount"), entry.needInteger("taxable_amount")));
  }
  return amounts;
}

const amountOf = (rate: TaxRate, amount: number, taxable: number): TaxAmount => ({
  amount,
  tax_behavior: rate.inclusive ? "inclusive" : "exclusive",
  tax_rate_details: { tax_rate: rate.id },
  taxability_reason: "not_available",
  taxable_amount: taxable,
  type: "tax_rate_details",
});
