import { cancelSubscription } from "../billing/cancel-subscription";
import { changeItems } from "../billing/change-items";
import { PRORATION_BEHAVIORS } from "../billing/create-subscription";
import { applyTerms, currentPhase, itemsOfPhase, presentPhase } from "../billing/schedule";
import { readPrice } from "../billing/subscription-items";
import { step } from "../calendar/periods";
import { invalid, missing, notCovered } from "../core/errors";
import { newId } from "../core/ids";
import { listPage, PAGING } from "../http/list-page";
import { route } from "../http/route";
import type { Params } from "../params/params";
import type { Interval } from "../shapes/catalog";
import { newPhase, newSchedule, type Phase, type PhaseDiscount, type PhaseItem } from "../shapes/schedule";
import type { CollectionMethod, SubscriptionItem } from "../shapes/subscription";
import type { TaxRate } from "../shapes/tax";
import type { Row } from "../store/kinds";
import { render } from "../store/render";
import { saveAndEmit } from "../store/save-and-emit";
import type { Unit } from "../store/unit";
import { readTaxRates } from "../taxes/read-tax-rates";
import { enterSubscription } from "./subscriptions";

const PHASE = [
  "billing_cycle_anchor",
  "collection_method",
  "currency",
  "default_payment_method",
  "default_tax_rates",
  "description",
  "discounts",
  "duration",
  "end_date",
  "items",
  "metadata",
  "proration_behavior",
  "start_date",
];

async function enterSchedule(unit: Unit, id: string): Promise<Row<"subscription_schedule">> {
  const row = await unit.need("subscription_schedule", id);
  await unit.enter(row.data.test_clock);
  return row;
}

function needActive(row: Row<"subscription_schedule">, verb: string): void {
  if (row.data.status !== "active" && row.data.status !== "not_started") {
    throw invalid(
      `You cannot ${verb} a subscription schedule that is currently in the \`${row.data.status}\` status. It must be in the \`not_started\` or \`active\` status.`,
    );
  }
}

async function readPhaseItems(unit: Unit, phase: Params): Promise<PhaseItem[]> {
  const sent = phase.children("items");
  if (!sent || sent.length === 0)
    throw phase.fail("items", "Each phase must define its items.", "parameter_missing");
  const items: PhaseItem[] = [];
  for (const item of sent) {
    item.only("metadata", "price", "price_data", "quantity", "tax_rates");
    const price = await readPrice(unit, item);
    if (!price) throw item.fail("price", "Missing required param: price.", "parameter_missing");
    if (!price.recurring) throw item.fail("price", "A phase only accepts prices with `type=recurring`.");
    items.push({
      billing_thresholds: null,
      discounts: [],
      metadata: item.metadata({}),
      plan: price.id,
      price: price.id,
      quantity: item.integer("quantity") ?? 1,
      tax_rates: (await readTaxRates(unit, item, "tax_rates")) ?? [],
    });
  }
  return items;
}

async function readPhaseDiscounts(unit: Unit, phase: Params): Promise<PhaseDiscount[]> {
  const discounts: PhaseDiscount[] = [];
  for (const entry of phase.children("discounts") ?? []) {
    entry.only("coupon", "discount");
    const [coupon, discount] = [entry.text("coupon") ?? null, entry.text("discount") ?? null];
    if (coupon) await unit.need("coupon", coupon, "discounts");
    if (discount) await unit.need("discount", discount, "discounts");
    discounts.push({ coupon, discount, promotion_code: null });
  }
  return discounts;
}

/** All phases of an update, each starting where the one before ends. */
async function readPhases(unit: Unit, row: Row<"subscription_schedule">, sent: Params[]): Promise<Phase[]> {
  if (sent.length > 10) throw invalid("A schedule has at most 10 current and future phases.", "phases");
  const phases: Phase[] = [];
  for (const [index, params] of sent.entries()) {
    params.only(...PHASE);
    const items = await readPhaseItems(unit, params);
    const previous = phases.at(-1);
    const start = readStart(unit, row, params, previous, index);
    const currency = (await unit.need("price", items[0]?.price ?? "")).data.currency;
    const phase = newPhase(start, await readEnd(unit, params, start, items), currency, items);
    if (phase.end_date <= start) throw params.fail("end_date", "A phase must end after it starts.");
    phase.proration_behavior = params.oneOf("proration_behavior", PRORATION_BEHAVIORS) ?? "create_prorations";
    phase.billing_cycle_anchor =
      params.oneOf<"automatic" | "phase_start">("billing_cycle_anchor", ["automatic", "phase_start"]) ?? null;
    phase.collection_method =
      params.oneOf<CollectionMethod>("collection_method", ["charge_automatically", "send_invoice"]) ?? null;
    phase.default_payment_method = params.text("default_payment_method") ?? null;
    phase.description = params.text("description") ?? null;
    phase.default_tax_rates = (await readTaxRates(unit, params, "default_tax_rates")) ?? [];
    phase.discounts = await readPhaseDiscounts(unit, params);
    phase.metadata = params.metadata({});
    phases.push(phase);
  }
  return phases;
}

function readStart(
  unit: Unit,
  row: Row<"subscription_schedule">,
  params: Params,
  previous: Phase | undefined,
  index: number,
): number {
  const text = params.text("start_date");
  const start =
    text === "now" ? unit.at : params.has("start_date") ? params.integer("start_date") : undefined;
  if (previous) {
    if (start !== undefined && start !== previous.end_date) {
      throw invalid(
        `The start date of phase ${index} must match the end date of the previous phase.`,
        `phases[${index}][start_date]`,
      );
    }
    return previous.end_date;
  }
  const current = row.data.current_phase;
  if (start === undefined)
    throw invalid(
      "The subscription schedule update is missing at least one phase with a `start_date` to anchor end dates to.",
      "phases",
    );
  if (current && start !== current.start_date) {
    throw invalid("You can not modify the start date of the current phase.", "phases[0][start_date]");
  }
  return start;
}

async function readEnd(unit: Unit, params: Params, start: number, items: PhaseItem[]): Promise<number> {
  const duration = params.child("duration")?.only("interval", "interval_count");
  const end = params.text("end_date") === "now" ? unit.at : params.integer("end_date");
  if (duration && end !== undefined)
    throw params.fail("duration", "You may only specify one of these parameters: end_date, duration.");
  if (end !== undefined) return end;
  const recurring = (await unit.need("price", items[0]?.price ?? "")).data.recurring;
  const interval =
    duration?.oneOf<Interval>("interval", ["day", "week", "month", "year"]) ?? recurring?.interval ?? "month";
  const count = duration ? (duration.integer("interval_count") ?? 1) : (recurring?.interval_count ?? 1);
  return step(start, { interval, count }, 1);
}

/** What the current phase now says of the items takes effect at once. */
async function applyCurrent(unit: Unit, row: Row<"subscription_schedule">, params: Params): Promise<void> {
  const phase = currentPhase(row.data);
  const subscription = row.data.subscription ? await unit.need("subscription", row.data.subscription) : null;
  if (!phase || !subscription) return;
  const items = await itemsOfPhase(unit, subscription, phase);
  const present = subscription.data.items.data;
  const before = render(subscription);
  await applyTerms(unit, subscription, phase);
  const isSame =
    items.length === present.length &&
    items.every((item) => present.some((other) => other.id === item.id && other.quantity === item.quantity));
  if (isSame) for (const item of present) item.tax_rates = taxesOf(items, item.id);
  else
    await changeItems(unit, subscription, {
      items,
      prorationBehavior: params.oneOf("proration_behavior", PRORATION_BEHAVIORS) ?? "create_prorations",
      prorationDate: null,
      paymentBehavior: "allow_incomplete",
      resetsAnchor: false,
    });
  await saveAndEmit(unit, "customer.subscription.updated", subscription, before);
}

const taxesOf = (items: SubscriptionItem[], id: string): TaxRate[] =>
  items.find((item) => item.id === id)?.tax_rates ?? [];

/** Runs an update. A preview runs it too. */
export async function updateSchedule(
  unit: Unit,
  row: Row<"subscription_schedule">,
  params: Params,
): Promise<void> {
  needActive(row, "update");
  const before = render(row);
  const { data } = row;
  data.end_behavior = params.oneOf("end_behavior", ["release", "cancel"]) ?? data.end_behavior;
  data.metadata = params.metadata(data.metadata);
  if (params.has("default_settings"))
    throw notCovered("changes of a schedule's default settings", "default_settings");
  const sent = params.children("phases");
  if (sent) {
    if (sent.length === 0) throw missing("phases");
    const past = data.phases.filter((phase) => phase.end_date <= (data.current_phase?.start_date ?? 0));
    const phases = await readPhases(unit, row, sent);
    const first = phases[0] as Phase;
    data.phases = [...past, ...phases];
    if (data.current_phase) {
      if (first.end_date <= unit.at)
        throw invalid("The current phase must end in the future.", "phases[0][end_date]");
      data.current_phase = { end_date: first.end_date, start_date: first.start_date };
    }
    await unit.save(row);
    await applyCurrent(unit, row, params);
  }
  await saveAndEmit(unit, "subscription_schedule.updated", row, before);
}

export const scheduleRoutes = [
  route(
    "POST /v1/subscription_schedules",
    ["customer", "default_settings", "end_behavior", "from_subscription", "metadata", "phases", "start_date"],
    async (unit, { params }) => {
      const from = params.text("from_subscription");
      if (!from) throw notCovered("schedules that are not made `from_subscription`", "from_subscription");
      for (const key of ["customer", "phases", "start_date", "default_settings", "end_behavior"]) {
        if (params.has(key)) throw invalid(`You cannot set \`${key}\` if \`from_subscription\` is set.`, key);
      }
      const subscription = await enterSubscription(unit, from, "from_subscription");
      const { data } = subscription;
      if (data.schedule)
        throw invalid(
          `You cannot migrate a subscription that is already attached to a schedule: ${data.schedule}`,
          "from_subscription",
        );
      if (
        data.status === "canceled" ||
        data.status === "incomplete_expired" ||
        data.status === "incomplete"
      ) {
        throw invalid(`You cannot migrate a subscription that is \`${data.status}\`.`, "from_subscription");
      }
      if (data.cancel_at !== null)
        throw invalid("You cannot migrate a subscription that is set to be canceled.", "from_subscription");
      const schedule = newSchedule(newId("sub_sched"), unit.at, data.customer, subscription.id);
      schedule.metadata = params.metadata({});
      schedule.test_clock = data.test_clock;
      schedule.default_settings.collection_method = data.collection_method;
      schedule.default_settings.default_payment_method = data.default_payment_method;
      const phase = presentPhase(data);
      schedule.phases = [phase];
      schedule.current_phase = { end_date: phase.end_date, start_date: phase.start_date };
      const row = await unit.create("subscription_schedule", schedule, {});
      const before = render(subscription);
      data.schedule = row.id;
      await unit.emit("subscription_schedule.created", row);
      await saveAndEmit(unit, "customer.subscription.updated", subscription, before);
      return render(row);
    },
  ),
  route("GET /v1/subscription_schedules", [...PAGING, "customer", "scheduled"], (unit, { params, url }) => {
    const scheduled = params.flag("scheduled");
    return listPage(
      unit,
      "subscription_schedule",
      params,
      url,
      { customer: params.text("customer") ?? undefined },
      ({ data }) => scheduled === undefined || (data.status === "not_started") === scheduled,
    );
  }),
  route("GET /v1/subscription_schedules/:id", [], async (unit, { path }) =>
    render(await unit.need("subscription_schedule", path.id ?? "")),
  ),
  route(
    "POST /v1/subscription_schedules/:id",
    ["default_settings", "end_behavior", "metadata", "phases", "proration_behavior"],
    async (unit, { path, params }) => {
      const row = await enterSchedule(unit, path.id ?? "");
      await updateSchedule(unit, row, params);
      return render(row);
    },
  ),
  route("POST /v1/subscription_schedules/:id/release", [], async (unit, { path }) => {
    const row = await enterSchedule(unit, path.id ?? "");
    needActive(row, "release");
    const subscription = row.data.subscription
      ? await unit.need("subscription", row.data.subscription)
      : null;
    row.data.status = "released";
    row.data.released_at = unit.at;
    row.data.released_subscription = row.data.subscription;
    row.data.subscription = null;
    row.data.current_phase = null;
    await unit.save(row);
    await unit.emit("subscription_schedule.released", row);
    if (subscription) {
      const before = render(subscription);
      subscription.data.schedule = null;
      await saveAndEmit(unit, "customer.subscription.updated", subscription, before);
    }
    return render(row);
  }),
  route("POST /v1/subscription_schedules/:id/cancel", [], async (unit, { path }) => {
    const row = await enterSchedule(unit, path.id ?? "");
    needActive(row, "cancel");
    const subscription = row.data.subscription
      ? await unit.need("subscription", row.data.subscription)
      : null;
    if (subscription) await cancelSubscription(unit, subscription, "cancellation_requested");
    return render(row);
  }),
];
