import { configuredAnchor, imaginedIntervals, nextBoundary, step } from "../calendar/periods";
import { invalid, missing, notCovered } from "../core/errors";
import { newId } from "../core/ids";
import { discountProrations } from "../discounts/discount-prorations";
import type { Params } from "../params/params";
import { type AnchorConfig, newSubscription } from "../shapes/subscription";
import { refreshEvent } from "../store/emit-event";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";
import { addInvoiceItems } from "./add-invoice-items";
import { announceTrialEnd } from "./announce-trial-end";
import { cardError, collectInvoice, noPaymentMethod } from "./collect-invoice";
import { recordDebits } from "./debits";
import { draftInvoice, finalizeInvoice, paymentMethodFor } from "./invoice";
import { fullLine, type ItemLine, partialLine } from "./lines";
import { pendingItemsFor } from "./pending-invoice-items";
import { readSettings } from "./read-settings";
import { cadenceOf, newItems, readItems } from "./subscription-items";
import { beginTrial, readTrialEnd, trialLines } from "./trial";

const PAYMENT_BEHAVIORS = ["allow_incomplete", "default_incomplete", "error_if_incomplete"] as const;
export type PaymentBehavior = (typeof PAYMENT_BEHAVIORS)[number];
export const PRORATION_BEHAVIORS = ["create_prorations", "always_invoice", "none"] as const;
export type ProrationBehavior = (typeof PRORATION_BEHAVIORS)[number];

/** Creates a subscription and its first invoice, and tries to charge it at once. */
export async function createSubscription(
  unit: Unit,
  customer: Row<"customer">,
  params: Params,
): Promise<Row<"subscription">> {
  const requests = await readItems(unit, params);
  if (!requests || requests.length === 0) throw missing("items");
  const id = newId("sub");
  const items = await newItems(unit, id, requests);
  const currency = items[0]?.price.currency ?? "";
  const wanted = params.text("currency");
  if (wanted && wanted !== currency) {
    throw invalid(`The price specified only supports \`${currency}\`.`, "currency");
  }
  if (customer.data.currency && customer.data.currency !== currency) {
    throw invalid(
      `You cannot combine currencies on a single customer. This customer has had a subscription, coupon, or invoice item with currency ${customer.data.currency}.`,
    );
  }
  const data = newSubscription(id, unit.at, customer.id, currency);
  data.test_clock = customer.data.test_clock;
  data.items.data = items;
  await readSettings(unit, data, params);
  const prorations = params.oneOf("proration_behavior", PRORATION_BEHAVIORS) ?? "create_prorations";
  const behavior = readPaymentBehavior(params);
  data.billing_cycle_anchor_config = readAnchorConfig(unit, params);
  const trialEnd = readTrialEnd(unit, params);
  data.billing_cycle_anchor = readAnchor(unit, params, data.billing_cycle_anchor_config);
  // An anchor by config is the next such date: on 30 September after its hour, day 31 is 31 October.
  const natural = step(unit.at, cadenceOf(items), 1);
  if (!data.billing_cycle_anchor_config && data.billing_cycle_anchor > natural) {
    throw invalid(
      `billing_cycle_anchor cannot be later than next natural billing date (${natural}) for plan`,
      "billing_cycle_anchor",
    );
  }
  if (trialEnd !== null) beginTrial(unit, data, trialEnd, params);
  data.cancel_at = readCancelAt(params);
  const row = await unit.create("subscription", data, { basis: 1, debits: {} });
  const lines =
    trialEnd === null ? await firstLines(unit, row, prorations !== "none") : await trialLines(unit, row);
  await discountProrations(unit, row, data.items.data, lines);
  if (trialEnd === null) recordDebits(row, lines, null);
  await unit.save(row);
  await addInvoiceItems(unit, row, customer, params);
  if (customer.data.currency === null) {
    customer.data.currency = currency;
    await unit.save(customer);
  }
  await invoiceFirstPeriod(unit, row, customer, lines, behavior);
  await announceTrialEnd(unit, row);
  return row;
}

/** Sets the first period of every item and computes what it costs. */
async function firstLines(unit: Unit, row: Row<"subscription">, prorates: boolean): Promise<ItemLine[]> {
  const { data } = row;
  const cadence = cadenceOf(data.items.data, data.billing_cycle_anchor_config?.day_of_month);
  const start = data.start_date;
  const anchor = data.billing_cycle_anchor;
  const lines: ItemLine[] = [];
  if (anchor > unit.at) {
    const billedUntil = Math.min(anchor, data.cancel_at ?? anchor);
    // "The time up to the anchor is free", docs.stripe.com/billing/subscriptions/billing-cycle, disable prorations.
    const isFree = !prorates;
    const parts = imaginedIntervals(start, billedUntil, cadence);
    row.hidden.basis = parts.at(-1)?.basis ?? anchor - start;
    for (const item of data.items.data) {
      item.current_period_start = start;
      item.current_period_end = anchor;
      const isWhole = parts.length === 1 && parts[0]?.seconds === parts[0]?.basis;
      if (isFree) continue;
      if (isWhole) lines.push(await fullLine(unit, item));
      else if (prorates) lines.push(await partialLine(unit, item, { start, end: billedUntil }, parts));
    }
    return lines;
  }
  const end = nextBoundary(anchor, cadence, anchor);
  row.hidden.basis = end - anchor;
  for (const item of data.items.data) {
    item.current_period_start = anchor;
    item.current_period_end = end;
    lines.push(await fullLine(unit, item));
  }
  return lines;
}

async function invoiceFirstPeriod(
  unit: Unit,
  row: Row<"subscription">,
  customer: Row<"customer">,
  lines: ItemLine[],
  behavior: PaymentBehavior,
): Promise<void> {
  const { data } = row;
  const isSent = data.collection_method === "send_invoice";
  const created = await unit.emit("customer.subscription.created", row);
  if (lines.length === 0) return;
  const invoice = await draftInvoice(unit, {
    customer,
    subscription: row,
    reason: "subscription_create",
    lines,
    pending: await pendingItemsFor(unit, customer.id, row.id),
    currency: data.currency,
    period: { start: unit.at, end: unit.at },
    autoAdvance: true,
  });
  if (data.status !== "trialing") recordDebits(row, lines, invoice);
  await unit.save(row);
  if (!isSent) {
    if (invoice.data.amount_due > 0) data.status = "incomplete";
    await unit.save(row);
    await collectFirst(unit, invoice, behavior);
  }
  await refreshEvent(unit, created, row);
}

async function collectFirst(unit: Unit, invoice: Row<"invoice">, behavior: PaymentBehavior): Promise<void> {
  await finalizeInvoice(unit, invoice);
  if (invoice.data.status !== "open") return;
  if (behavior === "default_incomplete") {
    invoice.data.auto_advance = false;
    await unit.save(invoice);
    return;
  }
  const method = await paymentMethodFor(unit, invoice);
  if (!method) throw noPaymentMethod();
  const outcome = await collectInvoice(unit, invoice, method);
  if (outcome.state !== "succeeded" && behavior === "error_if_incomplete") throw cardError(outcome, false);
}

export function readPaymentBehavior(params: Params): PaymentBehavior {
  if (params.text("payment_behavior") === "pending_if_incomplete")
    throw notCovered("pending updates", "payment_behavior");
  return params.oneOf("payment_behavior", PAYMENT_BEHAVIORS) ?? "allow_incomplete";
}

function readAnchor(unit: Unit, params: Params, config: AnchorConfig | null): number {
  const anchor = params.integer("billing_cycle_anchor");
  if (anchor !== undefined && config) {
    throw invalid(
      "You may only specify one of these parameters: billing_cycle_anchor, billing_cycle_anchor_config.",
    );
  }
  if (config) return configuredAnchor(config, unit.at);
  if (anchor === undefined) return unit.at;
  if (anchor < unit.at) throw invalid("billing_cycle_anchor must be in the future", "billing_cycle_anchor");
  return anchor;
}

/** An end given as a time. An end given in words (`min_period_end`) is set later, when the period is known. */
function readCancelAt(params: Params): number | null {
  const sent = params.text("cancel_at") ?? "";
  return /^\d+$/.test(sent) ? Number(sent) : null;
}

function readAnchorConfig(unit: Unit, params: Params): AnchorConfig | null {
  const sent = params.child("billing_cycle_anchor_config");
  if (!sent) return null;
  if (unit.environment.failures.strike("refuse_anchor_config", unit.request))
    throw params.fail("billing_cycle_anchor_config", "You cannot set an anchor by its configuration.");
  sent.only("day_of_month", "hour", "minute", "month", "second");
  const within = (key: string, low: number, high: number) => {
    const value = sent.integer(key);
    if (value !== undefined && (value < low || value > high)) {
      throw sent.fail(key, `Must be between ${low} and ${high}.`);
    }
    return value ?? null;
  };
  sent.needInteger("day_of_month");
  return {
    day_of_month: within("day_of_month", 1, 31) ?? 1,
    hour: within("hour", 0, 23),
    minute: within("minute", 0, 59),
    month: within("month", 1, 12),
    second: within("second", 0, 59),
  };
}
