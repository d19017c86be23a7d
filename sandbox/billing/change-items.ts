import { nextBoundary, step } from "../calendar/periods";
import { invalid, noSuch } from "../core/errors";
import { discountProrations } from "../discounts/discount-prorations";
import type { SubscriptionItem } from "../shapes/subscription";
import type { Debit, Row } from "../store/kinds";
import type { Unit } from "../store/unit";
import { cardError, collectByClock, noPaymentMethod } from "./collect-invoice";
import type { PaymentBehavior, ProrationBehavior } from "./create-subscription";
import { debitsOf } from "./debits";
import { draftInvoice, finalizeInvoice, paymentMethodFor } from "./invoice";
import { creditLine, fullLine, type ItemLine, partialLine, pendingItem, trialLine } from "./lines";
import { setStatus } from "./payment-results";
import { pendingItemsFor } from "./pending-invoice-items";
import { settlePaused } from "./settle-paused";
import { cadenceOf, type ItemRequest, isSameCadence, repriced, requestedItem } from "./subscription-items";

export interface Change {
  items: SubscriptionItem[];
  prorationBehavior: ProrationBehavior;
  prorationDate: number | null;
  paymentBehavior: PaymentBehavior;
  /** `billing_cycle_anchor: now`. */
  resetsAnchor: boolean;
  /** A trial begins or gets another end; "now" ends it. */
  trialEnd?: number | "now" | null;
}

/** The subscription's items after the requested changes. */
export function editItems(
  unit: Unit,
  subscription: Row<"subscription">,
  requests: ItemRequest[],
): SubscriptionItem[] {
  const items = subscription.data.items.data.map((item) => structuredClone(item));
  for (const [index, request] of requests.entries()) {
    if (request.id === null) {
      if (!request.price)
        throw invalid("You must pass a price for a new item.", `items[${index}][price]`, "parameter_missing");
      if (items.some((item) => item.price.id === request.price?.id)) {
        throw invalid(
          `Cannot add multiple subscription items with the same plan: ${request.price.id}`,
          `items[${index}][price]`,
        );
      }
      items.push(requestedItem(unit, subscription.id, request, request.price));
      continue;
    }
    const place = items.findIndex((item) => item.id === request.id);
    const present = items[place];
    if (!present) throw noSuch("subscription item", request.id, `items[${index}][id]`, 400);
    if (request.deleted) {
      items.splice(place, 1);
      continue;
    }
    // As Stripe does: a new price without a quantity resets the quantity to 1.
    const quantity = request.quantity ?? (request.price ? 1 : present.quantity);
    const changed = repriced(present, request.price ?? present.price, quantity);
    changed.metadata = request.metadata.metadata(present.metadata);
    changed.tax_rates = request.taxRates ?? present.tax_rates;
    items[place] = changed;
  }
  if (items.length > 20) throw invalid("A subscription has at most 20 items.", "items");
  if (items.length === 0) throw invalid("A subscription must have at least one active plan.", "items");
  return items;
}

const isSame = (a: SubscriptionItem, b: SubscriptionItem | undefined) =>
  b !== undefined && a.price.id === b.price.id && a.quantity === b.quantity;

const costsNothing = (items: SubscriptionItem[]) =>
  items.every((item) => /^0(\.0+)?$/.test(item.price.unit_amount_decimal));

interface Plan {
  items: SubscriptionItem[];
  anchor: number;
  /** Where the running period begins after the change. */
  start: number;
  basis: number;
  /** Credits and debits for the rest of the current period. They become invoice items. */
  prorations: ItemLine[];
  /** Whole new periods, when the change starts one. */
  periods: ItemLine[];
  debits: Record<string, Debit[]>;
  isReset: boolean;
  trialEnd: number | null;
}

/** Computes the effects of a change. */
async function planChange(unit: Unit, subscription: Row<"subscription">, change: Change): Promise<Plan> {
  const { data, hidden } = subscription;
  const present = data.items.data;
  const first = present[0];
  if (!first) throw new Error(`${subscription.id} has no items`);
  const day = data.billing_cycle_anchor_config?.day_of_month;
  const cadence = cadenceOf(change.items, day);
  // In a trial nothing is charged, whatever changes.
  const isTrial = data.status === "trialing" && change.trialEnd !== "now";
  const isTrialOver = data.status === "trialing" && change.trialEnd === "now";
  const trialEnd = typeof change.trialEnd === "number" ? change.trialEnd : null;
  const isReset =
    trialEnd !== null ||
    isTrialOver ||
    (!isTrial && (change.resetsAnchor || (costsNothing(present) && !costsNothing(change.items))));
  // Another interval keeps the billing date (recorded: month to year); the running period becomes one of the new length.
  const isStretched = !isReset && !isSameCadence(cadence, cadenceOf(present, day));
  const at = prorationInstant(unit, change.prorationDate, first);
  const end =
    trialEnd !== null
      ? trialEnd
      : isReset
        ? nextBoundary(unit.at, { ...cadence, dayOfMonth: undefined }, unit.at)
        : isStretched
          ? nextBoundary(data.billing_cycle_anchor, cadence, unit.at)
          : first.current_period_end;
  const start = isReset ? unit.at : isStretched ? step(end, cadence, -1) : first.current_period_start;
  const basis = isReset || isStretched ? end - start : hidden.basis;
  const items = change.items.map((item) => ({
    ...item,
    current_period_start: start,
    current_period_end: end,
  }));
  const plan: Plan = {
    items,
    anchor: trialEnd !== null ? trialEnd : isReset ? unit.at : data.billing_cycle_anchor,
    start,
    basis,
    prorations: [],
    periods: [],
    debits: {},
    isReset,
    trialEnd,
  };
  const prorates = change.prorationBehavior !== "none" && !isTrial;
  for (const item of present) {
    const next = items.find(({ id }) => id === item.id);
    if (!isReset && isSame(item, next)) {
      if (hidden.debits[item.id]) plan.debits[item.id] = hidden.debits[item.id] ?? [];
      continue;
    }
    if (prorates) {
      for (const debit of hidden.debits[item.id] ?? []) {
        const line = await creditLine(unit, debit, at);
        if (line) plan.prorations.push(line);
      }
    } else if (!isReset && next && hidden.debits[item.id]) {
      plan.debits[item.id] = hidden.debits[item.id] ?? [];
    }
    if (!isReset && prorates && next) plan.prorations.push(await restOfPeriod(unit, next, at, basis));
  }
  for (const item of items) {
    const isNew = !present.some(({ id }) => id === item.id);
    if (trialEnd !== null) plan.periods.push(await trialLine(unit, item));
    else if (isReset) plan.periods.push(await fullLine(unit, item));
    else if (isNew && prorates) plan.prorations.push(await restOfPeriod(unit, item, at, basis));
  }
  await discountProrations(unit, subscription, items, [...plan.prorations, ...plan.periods]);
  return plan;
}

function restOfPeriod(unit: Unit, item: SubscriptionItem, at: number, basis: number): Promise<ItemLine> {
  const end = item.current_period_end;
  return partialLine(unit, item, { start: at, end }, [{ seconds: end - at, basis }]);
}

function prorationInstant(unit: Unit, date: number | null, item: SubscriptionItem): number {
  const at = date ?? unit.at;
  if (at < item.current_period_start || at > item.current_period_end) {
    throw invalid(
      "Cannot specify proration date outside of current subscription period",
      "subscription_proration_date",
    );
  }
  return at;
}

/** Changes the items: stores the prorations, makes and collects an invoice when one is due at once. */
export async function changeItems(
  unit: Unit,
  subscription: Row<"subscription">,
  change: Change,
): Promise<void> {
  const plan = await planChange(unit, subscription, change);
  const { data } = subscription;
  const periodStart = data.items.data[0]?.current_period_start ?? unit.at;
  const customer = await unit.need("customer", data.customer, "customer");
  const stored: Row<"invoiceitem">[] = [];
  for (const line of plan.prorations) stored.push(await pendingItem(unit, line, customer.id, data.metadata));
  const isInvoiced = plan.isReset || (change.prorationBehavior === "always_invoice" && stored.length > 0);
  const debited = plan.trialEnd === null ? [...plan.prorations, ...plan.periods] : plan.prorations;
  if (!isInvoiced) {
    apply(subscription, plan, debitsOf(plan.basis, debited, null, data.default_tax_rates));
    await unit.save(subscription);
    return;
  }
  apply(subscription, plan, {});
  await unit.save(subscription);
  const invoice = await draftInvoice(unit, {
    customer,
    subscription,
    reason: "subscription_update",
    lines: plan.periods,
    pending: (await pendingItemsFor(unit, customer.id, subscription.id)).filter(
      (item) => stored.includes(item) || item.data.parent !== null,
    ),
    currency: data.currency,
    period: { start: periodStart, end: unit.at },
    autoAdvance: data.pause_collection?.behavior !== "keep_as_draft",
    prorationDate: change.prorationDate ?? undefined,
  });
  subscription.hidden.debits = {
    ...plan.debits,
    ...debitsOf(plan.basis, debited, invoice, data.default_tax_rates),
  };
  await unit.save(subscription);
  await settleApplied(unit, subscription, invoice, change.paymentBehavior);
}

function apply(subscription: Row<"subscription">, plan: Plan, debits: Record<string, Debit[]>): void {
  subscription.data.items.data = plan.items;
  subscription.data.billing_cycle_anchor = plan.anchor;
  if (plan.isReset) {
    const { data } = subscription;
    data.billing_cycle_anchor_config = null;
    if (plan.trialEnd !== null) {
      if (data.status !== "trialing") data.trial_start = plan.start;
      data.trial_end = plan.trialEnd;
      data.status = "trialing";
    } else if (data.status === "trialing") {
      data.trial_end = plan.start;
      data.status = "active";
    }
  }
  subscription.hidden.basis = plan.basis;
  subscription.hidden.debits = { ...plan.debits, ...debits };
}

async function settleApplied(
  unit: Unit,
  subscription: Row<"subscription">,
  invoice: Row<"invoice">,
  behavior: PaymentBehavior,
): Promise<void> {
  if (subscription.data.collection_method === "send_invoice") return;
  if (await settlePaused(unit, invoice)) return;
  await finalizeInvoice(unit, invoice);
  if (invoice.data.status !== "open") return;
  if (behavior === "default_incomplete") {
    if (subscription.data.status === "active") await setStatus(unit, subscription, "past_due");
    return;
  }
  const method = await paymentMethodFor(unit, invoice);
  if (!method && behavior === "error_if_incomplete") throw noPaymentMethod();
  const outcome = await collectByClock(unit, invoice);
  if (outcome.state !== "succeeded" && behavior === "error_if_incomplete") throw cardError(outcome, false);
}
