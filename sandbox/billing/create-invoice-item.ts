import { createPrice, priceOfAmount } from "../catalog/create-price";
import { invalid, missing, notCovered } from "../core/errors";
import { newId } from "../core/ids";
import { amountFor, plainDecimal } from "../core/money";
import type { Params } from "../params/params";
import { newInvoiceItem } from "../shapes/invoice";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";
import { readTaxRates } from "../taxes/read-tax-rates";

/** The parameters that a one-off item and a line added to a draft share. */
export const ITEM_FIELDS = [
  "amount",
  "description",
  "discountable",
  "discounts",
  "metadata",
  "period",
  "price_data",
  "pricing",
  "quantity",
  "quantity_decimal",
  "tax_rates",
];

/** Creates a one-off item from an amount, a one-time price or an inline price. Emits `invoiceitem.created`. */
export async function createInvoiceItem(
  unit: Unit,
  customer: Row<"customer">,
  params: Params,
  context: {
    currency: string | null;
    subscription: string | null;
    /** Where the request names none. */
    period?: { end: number; start: number };
  },
): Promise<Row<"invoiceitem">> {
  const quantity = readQuantity(params) ?? 1;
  const priced = await readPricing(unit, params);
  const currency = priced?.currency ?? params.text("currency")?.toLowerCase() ?? context.currency;
  if (!currency) throw missing("currency");
  const data = newInvoiceItem(newId("ii"), unit.at, customer.id, currency);
  const amount = params.integer("amount");
  if (priced) {
    if (amount !== undefined)
      throw invalid("You may only specify one of these parameters: amount, pricing, price_data.");
    data.amount = amountFor(priced.unitDecimal, quantity);
    data.pricing = {
      price_details: { price: priced.price, product: priced.product },
      type: "price_details",
      unit_amount_decimal: priced.unitDecimal,
    };
    data.description = priced.description;
  } else {
    if (amount === undefined) throw missing("amount");
    if (quantity !== 1)
      throw params.fail("quantity", "A quantity needs a price; an amount is the whole line.");
    data.amount = amount;
    data.pricing = {
      price_details: await priceOfAmount(unit, amount, currency, params.text("description") ?? null),
      type: "price_details",
      unit_amount_decimal: String(amount),
    };
  }
  refuseDiscounts(params);
  data.net_amount = data.amount;
  data.quantity = quantity;
  data.quantity_decimal = String(quantity);
  data.description = params.text("description") ?? data.description;
  data.discountable = params.flag("discountable") ?? data.amount > 0;
  data.metadata = params.metadata({});
  data.tax_rates = (await readTaxRates(unit, params, "tax_rates")) ?? [];
  data.test_clock = customer.data.test_clock;
  data.period = readPeriod(params) ?? context.period ?? data.period;
  if (context.subscription) {
    data.parent = {
      subscription_details: { subscription: context.subscription },
      type: "subscription_details",
    };
  }
  const row = await unit.create("invoiceitem", data, { line: null });
  await unit.emit("invoiceitem.created", row);
  return row;
}

/** "You can no longer add more than 250 invoice items to an invoice", docs.stripe.com/changelog/2016-02-22. */
const MOST_LINES = 250;

export function refuseTooManyLines({ hidden }: Row<"invoice">): void {
  if (hidden.lines.length >= MOST_LINES)
    throw invalid(`You can't add more than ${MOST_LINES} invoice items to an invoice.`, "lines");
}

/** `quantity`, or a whole `quantity_decimal`. */
export function readQuantity(params: Params): number | undefined {
  const decimal = params.decimal("quantity_decimal");
  if (decimal !== undefined && plainDecimal(decimal).includes("."))
    throw notCovered("quantities with a fraction", params.name("quantity_decimal"));
  const quantity = params.integer("quantity") ?? (decimal === undefined ? undefined : Number(decimal));
  if (quantity !== undefined && quantity < 0)
    throw params.fail(
      "quantity",
      "This value must be greater than or equal to 0.",
      "parameter_invalid_integer",
    );
  return quantity;
}

/** Line discounts can only be cleared. */
export function refuseDiscounts(params: Params): void {
  if ((params.children("discounts") ?? []).length > 0)
    throw notCovered("discounts of single lines", params.name("discounts"));
}

/** A period, as its two seconds. Both are inclusive. */
export function readPeriod(params: Params): { end: number; start: number } | undefined {
  const sent = params.child("period")?.only("start", "end");
  if (!sent) return undefined;
  const period = { end: sent.needInteger("end"), start: sent.needInteger("start") };
  if (period.end < period.start) throw params.fail("period", "The period must not end before it starts.");
  return period;
}

/** The one-time price that `pricing` names, or a new one from `price_data`. */
export async function readPricing(unit: Unit, params: Params) {
  const id = params.child("pricing")?.only("price").need("price") ?? params.text("price");
  const inline = params.child("price_data");
  if (!id && !inline) return null;
  const row = id
    ? await unit.need("price", id, params.name(params.has("price") ? "price" : "pricing[price]"))
    : await createPrice(unit, inline as Params, { isInline: true });
  if (row.data.type === "recurring") {
    throw invalid(
      "The price specified is set to `type=recurring` but this field only accepts prices with `type=one_time`.",
      "pricing[price]",
    );
  }
  const product = await unit.find("product", row.data.product);
  return {
    price: row.id,
    product: row.data.product,
    currency: row.data.currency,
    unitDecimal: plainDecimal(row.data.unit_amount_decimal),
    description: product?.data.name ?? null,
  };
}
