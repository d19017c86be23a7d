import { recurringAmount } from "@/lib/domain/products/recurring-amount";
import type { ChargePromise, PromisedLine } from "@/lib/domain/promise/charge-promise";
import { dayWindow } from "@/lib/domain/time/day-window";
import type { WantedProduct } from "@/lib/features/catalog/products/wanted-of-cart";
import type { SubscriptionView } from "@/lib/features/console/subscriptions/subscription-view";
import type { RequestPreview } from "@/lib/features/license/plan-change/preview-request";
import { toInteger, toUnitPrice } from "./amounts";
import { frequency, metersOf, productFields, toSubscription } from "./subscription-json";
import type { PreviewJson } from "./subscription-schema";

type Line = PreviewJson["immediate_charge"]["line_items"][number];

/** What a change of plan costs now, and what is held then, in Dodo's form. */
export function toPreview(
  view: SubscriptionView,
  wanted: WantedProduct,
  { promise, isChargedNow, kind, definition }: RequestPreview,
  timeZone: string,
): PreviewJson {
  const begins = kind === "downgrade" ? (promise.next?.on ?? promise.day) : promise.day;
  const held = { ...wanted, product: { ...wanted.product, definition } };
  return {
    immediate_charge: {
      effective_at: dayWindow(begins, timeZone).start.toISOString(),
      line_items: isChargedNow ? linesOf(promise, view, wanted) : [],
      summary: isChargedNow ? summaryOf(promise) : nothing(promise.currency),
    },
    new_plan: {
      ...toSubscription(view),
      ...productFields(held),
      ...frequency(wanted.interval),
      meters: metersOf(held),
      recurring_pre_tax_amount: toInteger(recurringAmount({ ...wanted, definition })),
    },
  };
}

function summaryOf({ currency, totalMinor, dueNowMinor, balance, taxes }: ChargePromise) {
  const tax =
    taxes.length === 0 ? null : toInteger(taxes.reduce((sum, { amountMinor }) => sum + amountMinor, 0n));
  return {
    currency,
    customer_credits: toInteger(balance.appliedMinor),
    total_amount: toInteger(totalMinor),
    tax,
    settlement_amount: toInteger(dueNowMinor),
    settlement_currency: currency,
    settlement_tax: tax,
  };
}

const nothing = (currency: string) => ({
  currency,
  customer_credits: 0,
  total_amount: 0,
  tax: null,
  settlement_amount: 0,
  settlement_currency: currency,
  settlement_tax: null,
});

/** A discount has no kind of line in Dodo's form; the total has it. */
function linesOf(promise: ChargePromise, view: SubscriptionView, wanted: WantedProduct): Line[] {
  return promise.lines.flatMap((line, index): Line[] => {
    // A change bills no usage.
    if (line.kind === "discount" || line.kind === "usage") return [];
    const { product } = line.kind === "charge" ? wanted : view;
    const addOn = product.addOns.find(
      ({ component, optionKey }) => component.key === line.component && optionKey === line.optionKey,
    );
    const shared = {
      name: (line.option ?? line.name).en,
      description: line.planName.en,
      currency: promise.currency,
      unit_price: toUnitPrice(line.unitAmountMinor),
      quantity: Number(line.quantity),
      proration_factor: factorOf(line),
      amount: toInteger(line.amountMinor),
      ...taxOf(line),
    };
    if (addOn) return [{ type: "addon", id: addOn.id, tax_category: "saas", ...shared }];
    return [{ type: "subscription", id: `line_${index + 1}`, product_id: product.id, ...shared }];
  });
}

function factorOf({ kind, part }: PromisedLine): number {
  const factor = part ? part.days / part.of : 1;
  return kind === "unused" ? -factor : factor;
}

const taxOf = ({ taxes }: PromisedLine) => ({
  tax: taxes.length === 0 ? null : toInteger(taxes.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)),
  tax_rate: taxes.reduce((sum, { percent }) => sum + Number(percent), 0),
  tax_inclusive: taxes.some(({ inclusive }) => inclusive),
});
