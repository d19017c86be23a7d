import type { BalanceTransaction } from "../shapes/balance-transaction";
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
import type { Subscription, SubscriptionItem } from "../shapes/subscription";
import type { TaxAmount, TaxRate } from "../shapes/tax";
import type { TestClock } from "../shapes/test-clock";
import type { WebhookEndpoint } from "../shapes/webhook-endpoint";

/** What a subscription item was debited for the current period. Later credits are computed from it. */
export interface Debit {
  /** The item as it was debited. The credit's description and price come from it. */
  item: SubscriptionItem;
  /** Before (`amount`) and after (`net`) discounts. Credits give back parts of `net`. */
  amount: number;
  net?: number;
  /** The discounts and tax rates of the debit. */
  discounts?: string[];
  rates?: TaxRate[];
  start: number;
  end: number;
  /** Seconds of the whole interval, for which unit amount × quantity is the price. */
  basis: number;
  /** The invoice line of the debit, or its invoice item while that is not invoiced. */
  source: { invoice: string | null; line: string; invoiceItem: string | null };
}

export interface SubscriptionHidden {
  /** Seconds of the whole interval around the current period. Longer than a partial period. */
  basis: number;
  debits: Record<string, Debit[]>;
  /** `customer.subscription.trial_will_end` was emitted for the trial that ends then. */
  announcedTrialEnd?: number;
}

export interface InvoiceHidden {
  lines: LineItem[];
  /** The tax rates of lines that have their own, by line id. The invoice's default rates apply to the others. */
  rates?: Record<string, TaxRate[]>;
  /** The tax amounts that were set by hand, by line id. They take the place of what rates would compute. */
  taxAmounts?: Record<string, TaxAmount[]>;
  /** The discounts that prorations already contain in their amounts, by line id. */
  included?: Record<string, DiscountAmount[]>;
  subscription: string | null;
  /** How many automatic attempts to collect the invoice were made. */
  retries: number;
  /** A sent invoice has passed its due date unpaid. */
  isOverdue?: boolean;
  paymentIntent: string | null;
}

/** What happens when the card is charged or set up. Each test card has one behaviour. */
export type CardBehavior =
  | "succeeds"
  | "authenticates_unless_set_up"
  | "always_authenticates"
  | "declines_charges"
  | "declined_at_once";

export interface PaymentMethodHidden {
  behavior: CardBehavior;
  declineCode: string;
  /** The card was set up, with a 3-D Secure challenge if it needs one. */
  isSetUp: boolean;
}

export interface Nothing {
  [key: string]: never;
}

export interface Kinds {
  customer: { data: Customer; hidden: Nothing };
  /** `products`: the content of `applies_to`, which is shown only when expanded. */
  coupon: { data: Coupon; hidden: { products?: string[] } };
  discount: { data: Discount; hidden: { isGone?: boolean } };
  /** `isAutomatic`: made for a tax amount. Such a rate cannot be used elsewhere. */
  tax_rate: { data: TaxRate; hidden: { isAutomatic?: boolean } };
  tax_id: { data: TaxId; hidden: Nothing };
  product: { data: Product; hidden: Nothing };
  price: { data: Price; hidden: Nothing };
  payment_method: { data: PaymentMethod; hidden: PaymentMethodHidden };
  payment_intent: { data: PaymentIntent; hidden: { invoice: string | null } };
  setup_intent: { data: SetupIntent; hidden: { session: string | null } };
  charge: { data: Charge; hidden: Nothing };
  refund: { data: Refund; hidden: Nothing };
  credit_note: { data: CreditNote; hidden: Nothing };
  customer_balance_transaction: { data: BalanceTransaction; hidden: Nothing };
  dispute: { data: Dispute; hidden: Nothing };
  subscription: { data: Subscription; hidden: SubscriptionHidden };
  invoice: { data: Invoice; hidden: InvoiceHidden };
  /** `rates`: the item's own tax rates. A credit has those of its debit. */
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
  /** A deleted object stays, so that its id still shows as deleted. */
  deleted: boolean;
}

export function isKind<K extends Kind>(row: Row<Kind>, kind: K): row is Row<K> & Row<Kind> {
  return row.kind === kind;
}

/** The names of kinds in Stripe's "No such …" message, where they differ from the kind. */
export const NAMES_IN_ERRORS: Partial<Record<Kind, string>> = {
  payment_method: "PaymentMethod",
  event: "event",
  credit_note: "credit note",
  tax_rate: "tax rate",
  customer_balance_transaction: "customer balance transaction",
  "test_helpers.test_clock": "test clock",
  "billing_portal.configuration": "configuration",
};
