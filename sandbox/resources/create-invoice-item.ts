import { createPrice } from "../catalog/create-price";
import { invalid, missing } from "../core/errors";
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
  "metadata",
  "period",
  "price_data",
  "pricing",
  "quantity",
  "tax_rates",
];

/** Creates a one-off item from an amount, a one-time price or an inline price. Emits `invoiceitem.created`. */
export async function createInvoiceItem(
  unit: Unit,
  customer: Row<"customer">,
  params: Params,
  context: { currency: string | null; subscription: string | null },
): Promise<Row<"invoiceitem">> {
  const quantity = params.integer("quantity") ?? 1;
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
    data.pricing = { type: "price_details", unit_amount_decimal: String(amount) };
  }
  data.net_amount = data.amount;
  data.quantity = quantity;
  data.quantity_decimal = String(quantity);
  data.description = params.text("description") ?? data.description;
  data.discountable = params.flag("discountable") ?? data.amount > 0;
  data.metadata = params.metadata({});
  data.tax_rates = (await readTaxRates(unit, params, "tax_rates")) ?? [];
  data.test_clock = customer.data.test_clock;
  const period = params.child("period")?.only("start", "end");
  if (period) data.period = { start: period.needInteger("start"), end: period.needInteger("end") };
  if (data.period.end < data.period.start)
    throw params.fail("period", "The period must not end before it starts.");
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

async function readPricing(unit: Unit, params: Params) {
  const id = params.child("pricing")?.only("price").need("price");
  const inline = params.child("price_data");
  if (!id && !inline) return null;
  const row = id
    ? await unit.need("price", id, "pricing[price]")
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
