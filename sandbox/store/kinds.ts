import type { Price, Product } from "../shapes/catalog";
import type { CheckoutSession } from "../shapes/checkout-session";
import type { CreditNote } from "../shapes/credit-note";
import type { Customer, TaxId } from "../shapes/customer";
import type { Coupon, Discount, DiscountAmount } from "../shapes/discount";
import type { Dispute } from "../shapes/dispute";
import type { EventObject } from "../shapes/event";
import type { Invoice, InvoiceItem, InvoicePayment, LineItem } from "../shapes/invoice";
import type { Charge, PaymentIntent, PaymentMethod, SetupIntent } from "../shapes/payment";
import type { PortalConfiguration, PortalSession } from "../shapes/portal";
import type { Refund } from "../shapes/refund";
import type { Schedule } from "../shapes/schedule";
import type { Subscription, SubscriptionItem } from "../shapes/subscription";
import type { TaxRate } from "../shapes/tax";
import type { TestClock } from "../shapes/test-clock";
import type { WebhookEndpoint } from "../shapes/webhook-endpoint";

/** What a subscription item has been debited for the period that is running; the base of later credits. */
export interface Debit {
  /** The price and quantity that were debited, as the credit's text and pricing need them. */
  item: SubscriptionItem;
  /** Before and after discounts; what is given back later is a part of the latter. */
  amount: number;
  net?: number;
  /** The discounts it was lowered by, and the taxes it was charged with. */
  discounts?: string[];
  rates?: TaxRate[];
  start: number;
  end: number;
  /** Seconds of the whole interval that `unit amount × quantity` pays for. */
  basis: number;
  /** The line it was charged with, or the invoice item that waits for its invoice. */
  source: { invoice: string | null; line: string; invoiceItem: string | null };
}

export interface SubscriptionHidden {
  /** Seconds of a whole interval around the running period; longer than the period when that is a partial one. */
  basis: number;
  debits: Record<string, Debit[]>;
  /** What is applied once the invoice of a pending update is paid. */
  pending: PendingChange | null;
}

export interface PendingChange {
  invoice: string;
  items: SubscriptionItem[];
  basis: number;
  anchor: number;
  debits: Record<string, Debit[]>;
}

export interface InvoiceHidden {
  lines: LineItem[];
  /** Of lines, by id, that have tax rates of their own; the others have the invoice's default ones. */
  rates?: Record<string, TaxRate[]>;
  /** Of prorations, by id: the discounts that are in their amounts already. */
  included?: Record<string, DiscountAmount[]>;
  subscription: string | null;
  /** How many of the retries of a failed renewal are used up. */
  retries: number;
  /** An invoice that was sent and is not paid by its due date. */
  isOverdue?: boolean;
  paymentIntent: string | null;
}

/** How a card behaves; Stripe's test cards each have one. */
export type CardBehavior =
  | "succeeds"
  | "authenticates_unless_set_up"
  | "always_authenticates"
  | "declines_charges"
  | "declined_at_once";

export interface PaymentMethodHidden {
  behavior: CardBehavior;
  declineCode: string;
  /** A 3-D Secure challenge was passed when the card was set up. */
  isSetUp: boolean;
}

export interface Nothing {
  [key: string]: never;
}

export interface Kinds {
  customer: { data: Customer; hidden: Nothing };
  /** `products`: what `applies_to` shows, on demand only. */
  coupon: { data: Coupon; hidden: { products?: string[] } };
  discount: { data: Discount; hidden: { isGone?: boolean } };
  tax_rate: { data: TaxRate; hidden: Nothing };
  tax_id: { data: TaxId; hidden: Nothing };
  product: { data: Product; hidden: Nothing };
  price: { data: Price; hidden: Nothing };
  payment_method: { data: PaymentMethod; hidden: PaymentMethodHidden };
  payment_intent: { data: PaymentIntent; hidden: { invoice: string | null } };
  setup_intent: { data: SetupIntent; hidden: { session: string | null } };
  charge: { data: Charge; hidden: Nothing };
  refund: { data: Refund; hidden: Nothing };
  credit_note: { data: CreditNote; hidden: Nothing };
  dispute: { data: Dispute; hidden: Nothing };
  subscription: { data: Subscription; hidden: SubscriptionHidden };
  subscription_schedule: { data: Schedule; hidden: Nothing };
  invoice: { data: Invoice; hidden: InvoiceHidden };
  /** `rates`: what it is taxed with whatever the invoice says, as a credit is like its debit. */
  invoiceitem: { data: InvoiceItem; hidden: { line: string | null; rates?: TaxRate[] } };
  invoice_payment: { data: InvoicePayment; hidden: Nothing };
  "checkout.session": { data: CheckoutSession; hidden: { cancelled: boolean } };
  "billing_portal.configuration": { data: PortalConfiguration; hidden: Nothing };
  "billing_portal.session": { data: PortalSession; hidden: Nothing };
  event: { data: EventObject; hidden: Nothing };
  webhook_endpoint: { data: WebhookEndpoint; hidden: { secret: string; isFromEnvironment: boolean } };
  "test_helpers.test_clock": { data: TestClock; hidden: Nothing };
}

export type Kind = keyof Kinds;

export interface Row<K extends Kind = Kind> {
  seq: number;
  id: string;
  kind: K;
  data: Kinds[K]["data"];
  hidden: Kinds[K]["hidden"];
  /** True once deleted; `data` then holds only what Stripe still shows. */
  deleted: boolean;
}

export function isKind<K extends Kind>(row: Row<Kind>, kind: K): row is Row<K> & Row<Kind> {
  return row.kind === kind;
}

/** How each kind is called in Stripe's "No such …" message. */
export const NAMES_IN_ERRORS: Partial<Record<Kind, string>> = {
  payment_method: "PaymentMethod",
  event: "event",
  credit_note: "credit note",
  tax_rate: "tax rate",
  "test_helpers.test_clock": "test clock",
  "billing_portal.configuration": "configuration",
};
