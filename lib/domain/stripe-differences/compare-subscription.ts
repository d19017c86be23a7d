import type { PaidInterval } from "../catalog/plan";
import type { Difference, DifferenceFacts } from "./difference";

/** An item of a subscription as Stripe has it. */
export type FoundItem = {
  id: string;
  priceId: string;
  /** True for a price that Choba published. */
  isOurPrice: boolean;
  /** The product's name. */
  name: string;
  quantity: number;
  /** What it bills for a period, before tax; null where the price does not say it, as for usage. */
  amountMinor: bigint | null;
  /** The tax on top of that, by the rates of item and subscription. */
  taxMinor: bigint;
  currency: string;
  /** `month`, `3 months` … */
  interval: string;
};

/** A subscription read whole. */
export type FoundSubscription = {
  id: string;
  items: readonly FoundItem[];
  /** When Stripe ends it, on a day of somebody's choice or with the period. */
  endsAt: Date | null;
  /** The end of the period that Stripe bills now. */
  periodEnd: Date | null;
  pause: { behavior: string; resumesAt: Date | null } | null;
  trialEnd: Date | null;
  status: string;
  endedAt: Date | null;
};

/** An item that Choba made, as it left it. */
export type ToldItem = { id: string; priceId: string; quantity: number };

/** True if nothing was changed on it since Choba left it. */
export const isUntouched = (
  { items, endsAt, periodEnd, pause, trialEnd }: FoundSubscription,
  told: readonly ToldItem[],
): boolean =>
  !pause &&
  !trialEnd &&
  (endsAt === null || endsAt.getTime() === periodEnd?.getTime()) &&
  items.length === told.length &&
  told.every((one) =>
    items.some(
      ({ id, priceId, quantity }) => id === one.id && priceId === one.priceId && quantity === one.quantity,
    ),
  );

/** What Choba made it say. */
export type ToldSubscription = {
  items: readonly { priceId: string; quantity: number }[];
  interval: PaidInterval;
  /** The items that Choba made: one of them with another price was changed by somebody. */
  itemIds: readonly string[];
};

/** What people changed on the subscription that follows a license. */
export function compareSubscription(found: FoundSubscription, told: ToldSubscription): Difference[] {
  const of = (kind: Difference["kind"], key: string, facts: DifferenceFacts): Difference => ({
    kind,
    key,
    subscriptionId: found.id,
    facts,
  });
  const differences: Difference[] = [];
  const open = new Map(told.items.map(({ priceId, quantity }) => [priceId, quantity]));
  const others: FoundItem[] = [];
  for (const item of found.items) {
    const quantity = open.get(item.priceId);
    if (quantity === undefined) {
      others.push(item);
      continue;
    }
    open.delete(item.priceId);
    if (quantity !== item.quantity)
      differences.push(
        of("item_quantity_changed", item.id, { ...factsOfItem(item), wantedQuantity: String(quantity) }),
      );
  }
  for (const item of others) {
    const isOurs = item.isOurPrice || told.itemIds.includes(item.id);
    const [replaced] = open.keys();
    if (isOurs && replaced !== undefined) open.delete(replaced);
    differences.push(of(isOurs ? "item_price_changed" : "item_added", item.id, factsOfItem(item)));
  }
  for (const priceId of open.keys()) differences.push(of("item_missing", priceId, {}));
  if (found.endsAt && !isEndOfPeriod(found, found.endsAt))
    differences.push(of("ends_on", found.id, { at: found.endsAt.toISOString() }));
  if (found.pause)
    differences.push(
      of("collection_paused", found.id, {
        behavior: found.pause.behavior,
        ...(found.pause.resumesAt ? { at: found.pause.resumesAt.toISOString() } : {}),
      }),
    );
  if (found.status === "trialing" && found.trialEnd)
    differences.push(of("trial_added", found.id, { at: found.trialEnd.toISOString() }));
  return differences;
}

/** A subscription beside the license's own. */
export const besideLicense = (found: FoundSubscription): Difference => {
  const [first] = found.items;
  const sum = (of: (item: FoundItem) => bigint) => found.items.reduce((all, item) => all + of(item), 0n);
  return {
    kind: "subscription_added",
    key: found.id,
    subscriptionId: found.id,
    facts: {
      name: found.items.map(({ name }) => name).join(", "),
      amountMinor: String(sum(({ amountMinor }) => amountMinor ?? 0n)),
      taxMinor: String(sum(({ taxMinor }) => taxMinor)),
      ...(first ? { currency: first.currency, interval: first.interval } : {}),
    },
  };
};

export const cancelledAtStripe = (found: FoundSubscription): Difference => ({
  kind: "subscription_cancelled",
  key: found.id,
  subscriptionId: found.id,
  facts: found.endedAt ? { at: found.endedAt.toISOString() } : {},
});

const factsOfItem = ({
  name,
  priceId,
  quantity,
  amountMinor,
  taxMinor,
  currency,
  interval,
}: FoundItem): DifferenceFacts => ({
  name,
  priceId,
  quantity: String(quantity),
  ...(amountMinor === null ? {} : { amountMinor: String(amountMinor), taxMinor: String(taxMinor) }),
  currency,
  interval,
});

/** Stripe's portal stops a renewal by the very end of the period. */
const isEndOfPeriod = ({ periodEnd }: FoundSubscription, endsAt: Date): boolean =>
  periodEnd !== null && endsAt.getTime() === periodEnd.getTime();
