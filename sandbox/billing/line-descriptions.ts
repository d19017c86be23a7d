import { formatMoney } from "../core/money";
import type { SubscriptionItem } from "../shapes/subscription";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** 15 Sep 2026, in UTC. */
function dayText(instant: number): string {
  const date = new Date(instant * 1000);
  const day = String(date.getUTCDate()).padStart(2, "0");
  return `${day} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

function counted(item: SubscriptionItem, product: string): string {
  return item.quantity > 1 ? `${item.quantity} × ${product}` : product;
}

export const unusedText = (item: SubscriptionItem, product: string, at: number) =>
  `Unused time on ${counted(item, product)} after ${dayText(at)}`;

export const remainingText = (item: SubscriptionItem, product: string, at: number) =>
  `Remaining time on ${counted(item, product)} after ${dayText(at)}`;

/** Free trial for 2 × Business; `count` also names the unit (2 user) when the product has a label for it. */
export const trialText = (count: string, product: string) => `Free trial for ${count} × ${product}`;

/** 2 × Business (at ¥5,000 / month) */
export function fullPeriodText(item: SubscriptionItem, quantity: string, product: string): string {
  const { recurring, unit_amount_decimal, currency } = item.price;
  const count = recurring?.interval_count ?? 1;
  const interval = count === 1 ? recurring?.interval : `every ${count} ${recurring?.interval}s`;
  const price = formatMoney(unit_amount_decimal, currency);
  return `${quantity} × ${product} (at ${price}${count === 1 ? " / " : " "}${interval})`;
}
