import { missing, noSuch } from "../core/errors";
import { type JsonObject, listOf } from "../core/json";
import { CURSORS, pickPage } from "../http/list-page";
import { route } from "../http/route";
import type { FormObject } from "../params/form";
import { Params } from "../params/params";
import type { SubscriptionItem } from "../shapes/subscription";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";
import { enterSubscription, updateSubscription } from "./subscriptions";

const ITEM = ["metadata", "price", "price_data", "quantity", "tax_rates"];
/** Parameters that are about the whole subscription. */
const CHANGE = ["off_session", "payment_behavior", "proration_behavior", "proration_date"];

const show = (item: SubscriptionItem) => JSON.parse(JSON.stringify(item)) as JsonObject;

/** The item and its subscription. The unit of work moves to the subscription's clock. */
async function enterItem(
  unit: Unit,
  id: string,
): Promise<{ item: SubscriptionItem; subscription: Row<"subscription"> }> {
  const [subscription] = await unit.all("subscription", { items: { data: [{ id }] } });
  const item = subscription?.data.items.data.find((candidate) => candidate.id === id);
  if (!subscription || !item) throw noSuch("subscription_item", id, "item", 404);
  await unit.enter(subscription.data.test_clock);
  return { item, subscription };
}

/** The same change as an update of the subscription with one entry in `items`. */
function asUpdate(params: Params, entry: FormObject): Params {
  const form: FormObject = {};
  for (const key of ITEM) {
    const value = params.raw(key);
    if (value !== undefined) entry[key] = value;
  }
  for (const key of CHANGE) {
    const value = params.raw(key);
    if (value !== undefined) form[key] = value;
  }
  return new Params({ ...form, items: [entry] });
}

/** Single items of a subscription: the same rules as an update of the whole (docs.stripe.com/api/subscription_items). */
export const subscriptionItemRoutes = [
  route("GET /v1/subscription_items", [...CURSORS, "subscription"], async (unit, { params, url }) => {
    const id = params.text("subscription");
    if (!id) throw missing("subscription");
    const row = await unit.need("subscription", id, "subscription");
    const picked = pickPage(row.data.items.data, params, "subscription_item");
    return JSON.parse(JSON.stringify(listOf(picked.data, url, picked.hasMore)));
  }),
  route("POST /v1/subscription_items", [...ITEM, ...CHANGE, "subscription"], async (unit, { params }) => {
    const row = await enterSubscription(unit, params.need("subscription"), "subscription");
    const known = new Set(row.data.items.data.map(({ id }) => id));
    await updateSubscription(unit, row, asUpdate(params, {}));
    const added = row.data.items.data.find(({ id }) => !known.has(id));
    if (!added) throw new Error(`${row.id} got no new item`);
    return show(added);
  }),
  route("GET /v1/subscription_items/:id", [], async (unit, { path }) =>
    show((await enterItem(unit, path.id ?? "")).item),
  ),
  route("POST /v1/subscription_items/:id", [...ITEM, ...CHANGE], async (unit, { path, params }) => {
    const { subscription } = await enterItem(unit, path.id ?? "");
    await updateSubscription(unit, subscription, asUpdate(params, { id: path.id ?? "" }));
    return show((await enterItem(unit, path.id ?? "")).item);
  }),
  route("DELETE /v1/subscription_items/:id", [...CHANGE, "clear_usage"], async (unit, { path, params }) => {
    const { item, subscription } = await enterItem(unit, path.id ?? "");
    await updateSubscription(unit, subscription, asUpdate(params, { id: item.id, deleted: "true" }));
    return { id: item.id, object: item.object, deleted: true };
  }),
];
