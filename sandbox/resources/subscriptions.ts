import { addInvoiceItems } from "../billing/add-invoice-items";
import { announceTrialEnd } from "../billing/announce-trial-end";
import { changeItems, editItems } from "../billing/change-items";
import { createSubscription, PRORATION_BEHAVIORS, readPaymentBehavior } from "../billing/create-subscription";
import { readSettings } from "../billing/read-settings";
import { readItems } from "../billing/subscription-items";
import { readTrialEnd } from "../billing/trial";
import { invalid } from "../core/errors";
import { listPage, PAGING } from "../http/list-page";
import { route } from "../http/route";
import type { Params } from "../params/params";
import type { Row } from "../store/kinds";
import { render } from "../store/render";
import { saveAndEmit } from "../store/save-and-emit";
import type { Unit } from "../store/unit";
import { enterCustomer } from "./customers";
import { endNow } from "./end-now";

const SETTINGS = [
  "add_invoice_items",
  "automatic_tax",
  "collection_method",
  "days_until_due",
  "default_tax_rates",
  "discounts",
  "default_payment_method",
  "description",
  "invoice_settings",
  "items",
  "metadata",
  "off_session",
  "payment_behavior",
  "payment_settings",
  "proration_behavior",
  "trial_end",
  "trial_from_plan",
  "trial_settings",
  "cancel_at",
  "cancel_at_period_end",
];

export async function enterSubscription(unit: Unit, id: string, param = "id"): Promise<Row<"subscription">> {
  const row = await unit.need("subscription", id, param);
  await unit.enter(row.data.test_clock);
  return row;
}

/** Runs an update, also one that came for a single item. */
export async function updateSubscription(
  unit: Unit,
  row: Row<"subscription">,
  params: Params,
): Promise<void> {
  const { data } = row;
  if (data.status === "canceled" || data.status === "incomplete_expired") {
    throw invalid(`A canceled subscription can only update its cancellation_details and metadata.`);
  }
  const before = render(row);
  const behavior = readPaymentBehavior(params);
  const prorationBehavior = params.oneOf("proration_behavior", PRORATION_BEHAVIORS) ?? "create_prorations";
  const requests = await readItems(unit, params);
  writeCancellation(unit, row, params);
  await readSettings(unit, data, params);
  const anchor = params.child("billing_cycle_anchor")?.only("type").oneOf("type", ["now", "unchanged"]);
  const trialEnd = readTrialEnd(unit, params, data);
  await addInvoiceItems(unit, row, await unit.need("customer", data.customer, "customer"), params);
  if (requests || anchor === "now" || trialEnd !== null) {
    const items = editItems(unit, row, requests ?? []);
    await changeItems(unit, row, {
      items,
      prorationBehavior,
      prorationDate: params.integer("proration_date") ?? null,
      paymentBehavior: behavior,
      resetsAnchor: anchor === "now",
      trialEnd,
    });
    await announceTrialEnd(unit, row);
  }
  await saveAndEmit(unit, "customer.subscription.updated", row, before);
}

function writeCancellation(unit: Unit, row: Row<"subscription">, params: Params): void {
  const { data } = row;
  if (!params.has("cancel_at") && !params.has("cancel_at_period_end")) return;
  const atEnd = params.flag("cancel_at_period_end");
  const wanted = params.text("cancel_at");
  if (atEnd && wanted)
    throw invalid("You may only specify one of these parameters: cancel_at, cancel_at_period_end.");
  const end = data.items.data[0]?.current_period_end ?? null;
  if (wanted) {
    const instant = wanted.startsWith("m") ? end : params.integer("cancel_at");
    if (!instant || instant <= unit.at) throw params.fail("cancel_at", "cancel_at must be in the future");
    data.cancel_at = instant;
    data.cancel_at_period_end = false;
  } else if (atEnd) {
    data.cancel_at = end;
    data.cancel_at_period_end = true;
  } else {
    data.cancel_at = null;
    data.cancel_at_period_end = false;
  }
  data.canceled_at = data.cancel_at === null ? null : unit.at;
  data.cancellation_details.reason = data.cancel_at === null ? null : "cancellation_requested";
}

export const subscriptionRoutes = [
  route(
    "POST /v1/subscriptions",
    [
      ...SETTINGS,
      "customer",
      "billing_cycle_anchor",
      "billing_cycle_anchor_config",
      "billing_mode",
      "currency",
      "trial_period_days",
    ],
    async (unit, { params }) => {
      const customer = await enterCustomer(unit, params.need("customer"));
      const row = await createSubscription(unit, customer, params);
      if (params.has("cancel_at") || params.has("cancel_at_period_end")) {
        writeCancellation(unit, row, params);
        await unit.save(row);
      }
      return render(row);
    },
  ),
  route(
    "GET /v1/subscriptions",
    [...PAGING, "customer", "price", "status", "collection_method", "test_clock"],
    async (unit, { params, url }) => {
      const status = params.text("status");
      const price = params.text("price");
      const customer = params.text("customer") ?? undefined;
      if (customer) await unit.need("customer", customer, "customer");
      return listPage(
        unit,
        "subscription",
        params,
        url,
        {
          customer,
          collection_method: params.text("collection_method") ?? undefined,
          test_clock: params.text("test_clock") ?? undefined,
        },
        ({ data }) => {
          if (price && !data.items.data.some((item) => item.price.id === price)) return false;
          if (status === "all") return true;
          if (status === "ended") return data.status === "canceled" || data.status === "incomplete_expired";
          return status ? data.status === status : data.status !== "canceled";
        },
      );
    },
  ),
  route("GET /v1/subscriptions/:id", [], async (unit, { path }) =>
    render(await unit.need("subscription", path.id ?? "")),
  ),
  route(
    "POST /v1/subscriptions/:id",
    [...SETTINGS, "billing_cycle_anchor", "proration_date", "cancellation_details", "pause_collection"],
    async (unit, { path, params }) => {
      const row = await enterSubscription(unit, path.id ?? "");
      await updateSubscription(unit, row, params);
      return render(row);
    },
  ),
  route(
    "DELETE /v1/subscriptions/:id",
    ["cancellation_details", "invoice_now", "prorate"],
    async (unit, { path, params }) => {
      const row = await enterSubscription(unit, path.id ?? "");
      await endNow(unit, row, params);
      return render(row);
    },
  ),
];
