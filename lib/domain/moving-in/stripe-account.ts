import type { DecimalText } from "../catalog/component";
import type { FoundDiscount } from "../coupons/found-discount";
import type { UtcAnchor } from "../license/subscription-anchor";
import type { Currency } from "../money/currency";

/** A recurring price of an account at Stripe that bills already. */
export type AccountPrice = {
  id: string;
  productId: string;
  productName: string;
  currency: Currency;
  /** As Stripe says it: `month`, `year`, `week`, `day`. */
  interval: string;
  intervalCount: number;
  /** Minor units for one; null where the price does not say it, as in tiers. */
  unitAmountMinor: DecimalText | null;
  isMetered: boolean;
  isTiered: boolean;
  /** The quantity is divided before it is priced. */
  isTransformed: boolean;
};

export type AccountRate = { percent: DecimalText; inclusive: boolean };

export type AccountItem = {
  id: string;
  price: AccountPrice;
  quantity: number;
  periodStart: Date;
  periodEnd: Date;
  /** Tax rates on it: its own, or those of the subscription. */
  rates: readonly AccountRate[];
};

/** What an invoice bills of an item for its running period. */
export type PaidLine = {
  itemId: string;
  periodStart: Date;
  periodEnd: Date;
  /** Before discounts. */
  amountMinor: bigint;
  discounts: readonly { id: string; amountMinor: bigint }[];
  taxMinor: bigint;
};

export type AccountSubscription = {
  id: string;
  customerId: string;
  currency: Currency;
  /** `active`, `trialing`, `past_due`, `unpaid`, `paused`, `incomplete`. */
  status: string;
  items: readonly AccountItem[];
  renews: boolean;
  /** When it renews, in UTC. */
  anchor: UtcAnchor;
  /** It ends on a day of somebody's choice that is not the end of its period. */
  endsOn: Date | null;
  trialEnd: Date | null;
  isPaused: boolean;
  isScheduled: boolean;
  /** A change of it waits for a payment. */
  hasPendingUpdate: boolean;
  /** Its invoices are sent instead of charged. */
  isSent: boolean;
  isTaxedByStripe: boolean;
  /** Its card, if that is not the customer's default. */
  hasCardOfItsOwn: boolean;
  discounts: readonly FoundDiscount[];
  /** The invoice that paid for its period; null: none did. */
  paid: { invoiceId: string; lines: readonly PaidLine[] } | null;
  /** Choba made it for this license. */
  licenseId: string | null;
};

export type AccountCustomer = {
  id: string;
  name: string;
  email: string;
  /** Null: nothing was ever billed. */
  currency: Currency | null;
  /** ISO 3166; empty: not known. */
  country: string;
  /** In the payer's favour. */
  balanceMinor: bigint;
  paymentMethodId: string | null;
  /** `none`, `exempt`, `reverse`. */
  taxExempt: string;
};

/** An invoice that is not finished: a draft, or one that waits for its payment. */
export type UnfinishedInvoice = { id: string; customerId: string; status: "draft" | "open" };

/** All that matters of an account. */
export type StripeAccount = {
  customers: readonly AccountCustomer[];
  subscriptions: readonly AccountSubscription[];
  unfinished: readonly UnfinishedInvoice[];
};
