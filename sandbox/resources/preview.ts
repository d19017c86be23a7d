import { createSubscription } from "../billing/create-subscription";
import { PreviewCaptured } from "../billing/invoice";
import { renew } from "../billing/renew-subscription";
import { advanceSchedule } from "../billing/schedule";
import { invalid, missing, notCovered, StripeError } from "../core/errors";
import { newId } from "../core/ids";
import type { JsonObject } from "../core/json";
import { route } from "../http/route";
import type { FormObject } from "../params/form";
import { Params } from "../params/params";
import { newCustomer } from "../shapes/customer";
import type { Row } from "../store/kinds";
import { render } from "../store/render";
import type { Unit } from "../store/unit";
import { enterCustomer } from "./customers";
import { updateSchedule } from "./schedules";
import { enterSubscription, updateSubscription } from "./subscriptions";

const DETAILS = [
  "items",
  "start_date",
  "billing_cycle_anchor",
  "billing_mode",
  "cancel_at",
  "cancel_at_period_end",
  "cancel_now",
  "default_tax_rates",
  "metadata",
  "proration_behavior",
  "proration_date",
];

const noUpcoming = () =>
  new StripeError(404, {
    type: "invalid_request_error",
    code: "invoice_upcoming_none",
    message: "No upcoming invoices for customer",
    doc_url: "https://stripe.com/docs/error-codes/invoice-upcoming-none",
  });

/**
 * A preview runs the change itself, up to its first invoice, and rolls it back. So it cannot differ from the charge.
 */
export const previewRoutes = [
  route(
    "POST /v1/invoices/create_preview",
    [
      "currency",
      "customer",
      "customer_details",
      "discounts",
      "preview_mode",
      "schedule",
      "schedule_details",
      "subscription",
      "subscription_details",
    ],
    async (unit, { params }) => {
      unit.isPreview = true;
      unit.isDiscarded = true;
      try {
        await act(unit, params);
      } catch (error) {
        if (error instanceof PreviewCaptured) return show(error.invoice);
        throw error;
      }
      throw noUpcoming();
    },
  ),
];

async function act(unit: Unit, params: Params): Promise<void> {
  if (params.oneOf("preview_mode", ["next", "recurring"]) === "recurring") {
    throw notCovered("previews of recurring invoices", "preview_mode");
  }
  const details = withDiscounts(params, params.child("subscription_details")?.only(...DETAILS));
  unit.inheritsNoDiscount = params.isEmpty("discounts");
  const schedule = await namedSchedule(unit, params);
  const id = params.text("subscription") ?? schedule?.data.subscription;
  if (id) {
    const row = await enterSubscription(unit, id, "subscription");
    const owner = params.text("customer");
    if (owner && owner !== row.data.customer)
      throw invalid("The subscription does not belong to the customer.", "subscription");
    await previewExisting(unit, row, details);
    return;
  }
  if (!details?.has("items")) {
    const owner = params.need("customer");
    const customer = await enterCustomer(unit, owner);
    const [only, second] = (await unit.all("subscription", { customer: customer.id })).filter(
      ({ data }) => data.status !== "canceled" && data.status !== "incomplete_expired",
    );
    if (!only) throw noUpcoming();
    if (second) throw missing("subscription");
    await previewExisting(unit, only, details);
    return;
  }
  const customer = params.text("customer")
    ? await enterCustomer(unit, params.need("customer"))
    : await unit.create("customer", newCustomer(newId("cus", 14), unit.at), {});
  await createSubscription(unit, customer, new Params(asNew(details), "subscription_details"));
}

/** "This works for both coupons directly applied to an invoice and coupons applied to a subscription"; "" is for none. */
function withDiscounts(params: Params, details: Params | undefined): Params | undefined {
  const discounts = params.raw("discounts");
  if (discounts === undefined) return details;
  return new Params({ ...(details ? asChange(details) : {}), discounts }, "subscription_details");
}

async function namedSchedule(unit: Unit, params: Params): Promise<Row<"subscription_schedule"> | null> {
  const id = params.text("schedule");
  const details = params.child("schedule_details");
  if (!id) {
    if (details) throw notCovered("previews of schedules that do not exist yet", "schedule_details");
    return null;
  }
  const row = await unit.need("subscription_schedule", id, "schedule");
  await unit.enter(row.data.test_clock);
  if (details) await updateSchedule(unit, row, details.only("end_behavior", "phases", "proration_behavior"));
  return row;
}

async function previewExisting(
  unit: Unit,
  row: Row<"subscription">,
  details: Params | undefined,
): Promise<void> {
  if (row.data.status === "canceled" || row.data.status === "incomplete_expired") throw noUpcoming();
  if (details) {
    if (details.has("start_date"))
      throw details.fail("start_date", "start_date is only for a new subscription.");
    if (details.flag("cancel_now")) throw noUpcoming();
    await updateSubscription(unit, row, new Params(asChange(details), "subscription_details"));
  }
  const end = Math.min(...row.data.items.data.map((item) => item.current_period_end));
  if (row.data.cancel_at !== null && row.data.cancel_at <= end) throw noUpcoming();
  unit.at = end;
  const schedule = row.data.schedule ? await unit.need("subscription_schedule", row.data.schedule) : null;
  if (schedule?.data.current_phase && schedule.data.current_phase.end_date <= end)
    await advanceSchedule(unit, schedule);
  await renew(unit, row);
}

/** The same parameters as `subscriptions.update` knows them. */
function asChange(details: Params): FormObject {
  const form: FormObject = {};
  for (const key of details.keys()) {
    const value = details.raw(key);
    if (value !== undefined) form[key] = value;
  }
  return form;
}

/** The same parameters as `subscriptions.create` knows them. */
function asNew(details: Params): FormObject {
  const { start_date, billing_cycle_anchor, ...form } = asChange(details);
  if (start_date !== undefined) form.backdate_start_date = start_date;
  if (billing_cycle_anchor === undefined) return form;
  const anchor = details.child("billing_cycle_anchor")?.only("timestamp", "type");
  if (anchor?.oneOf("type", ["now", "timestamp", "unchanged"]) === "timestamp") {
    form.billing_cycle_anchor = String(anchor.needInteger("timestamp"));
  }
  return form;
}

function show(invoice: Row<"invoice">): JsonObject {
  const id = newId("upcoming_in");
  const shown = render(invoice);
  const text = JSON.stringify(shown).replaceAll(invoice.id, id);
  const preview = JSON.parse(text) as JsonObject;
  return { ...preview, number: null, auto_advance: false, automatically_finalizes_at: null };
}
