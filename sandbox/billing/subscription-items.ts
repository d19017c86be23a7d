import type { Cadence } from "../calendar/periods";
import { createPrice } from "../catalog/create-price";
import { invalid, missing, notCovered } from "../core/errors";
import { newId } from "../core/ids";
import type { Metadata } from "../core/json";
import type { Params } from "../params/params";
import { type Interval, type Price, planOf } from "../shapes/catalog";
import { newSubscriptionItem, type SubscriptionItem } from "../shapes/subscription";
import type { TaxRate } from "../shapes/tax";
import type { Unit } from "../store/unit";
import { readTaxRates } from "../taxes/read-tax-rates";

/** One entry of the `items` parameter. */
export interface ItemRequest {
  id: string | null;
  price: Price | null;
  quantity: number | undefined;
  deleted: boolean;
  metadata: Params;
  taxRates: TaxRate[] | undefined;
}

export async function readItems(unit: Unit, params: Params): Promise<ItemRequest[] | undefined> {
  const sent = params.children("items");
  if (!sent) return undefined;
  if (sent.length > 20) throw params.fail("items", "A subscription has at most 20 items.");
  const requests: ItemRequest[] = [];
  for (const item of sent) {
    item.only("id", "plan", "price", "price_data", "quantity", "deleted", "metadata", "tax_rates");
    const quantity = item.integer("quantity");
    if (quantity !== undefined && quantity < 0)
      throw item.fail(
        "quantity",
        "This value must be greater than or equal to 0.",
        "parameter_invalid_integer",
      );
    requests.push({
      id: item.text("id") ?? null,
      price: await readPrice(unit, item),
      quantity,
      deleted: item.flag("deleted") ?? false,
      metadata: item,
      taxRates: await readTaxRates(unit, item, "tax_rates"),
    });
  }
  return requests;
}

/** The price that `price` names, or a new one from `price_data`. */
export async function readPrice(unit: Unit, item: Params): Promise<Price | null> {
  // `plan` is the older name, still sent by others' programs.
  const id = item.text("price") ?? item.text("plan");
  if (id) {
    const row = await unit.need("price", id, item.name("price"));
    if (!row.data.active)
      throw item.fail("price", `The price specified is inactive. This field only accepts active prices.`);
    return row.data;
  }
  const inline = item.child("price_data");
  return inline ? (await createPrice(unit, inline, { isInline: true })).data : null;
}

export function makeItem(
  unit: Unit,
  subscription: string,
  price: Price,
  quantity: number,
  metadata: Metadata,
): SubscriptionItem {
  if (!price.recurring) {
    throw invalid(
      "The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.",
      "items",
    );
  }
  const item = newSubscriptionItem(newId("si"), unit.at, subscription, structuredClone(price), quantity);
  item.metadata = metadata;
  return item;
}

/** The new item that a request describes. */
export function requestedItem(
  unit: Unit,
  subscription: string,
  { quantity, metadata, taxRates }: ItemRequest,
  price: Price,
): SubscriptionItem {
  const item = makeItem(unit, subscription, price, quantity ?? 1, metadata.metadata({}));
  item.tax_rates = taxRates ?? [];
  return item;
}

/** A copy of the item with another price and quantity. It keeps its id. */
export function repriced(item: SubscriptionItem, price: Price, quantity: number): SubscriptionItem {
  const copy = structuredClone(price);
  return { ...item, price: copy, plan: planOf(copy), quantity };
}

export async function newItems(
  unit: Unit,
  subscription: string,
  requests: ItemRequest[],
): Promise<SubscriptionItem[]> {
  return requests.map((request, index) => {
    if (!request.price) throw missing(`items[${index}][price]`);
    return requestedItem(unit, subscription, request, request.price);
  });
}

/** The interval that all items of a subscription share. */
export function cadenceOf(items: SubscriptionItem[], dayOfMonth?: number): Cadence {
  const intervals = new Set<string>();
  const currencies = new Set<string>();
  for (const { price } of items) {
    intervals.add(`${price.recurring?.interval_count} ${price.recurring?.interval}`);
    currencies.add(price.currency);
  }
  if (currencies.size > 1) throw invalid("All items of a subscription must have the same currency.", "items");
  if (intervals.size > 1) throw notCovered("subscriptions whose items have different intervals", "items");
  const recurring = items[0]?.price.recurring;
  return {
    interval: (recurring?.interval ?? "month") as Interval,
    count: recurring?.interval_count ?? 1,
    dayOfMonth,
  };
}

export const isSameCadence = (a: Cadence, b: Cadence) => a.interval === b.interval && a.count === b.count;
