import type { Metadata } from "../core/json";
import { type List, listOf, nil } from "../core/json";
import { type Price, planOf } from "./catalog";
import type { CustomField } from "./custom-fields";
import type { TaxRate } from "./tax";

export type SubscriptionStatus =
  | "active"
  | "canceled"
  | "incomplete"
  | "incomplete_expired"
  | "past_due"
  | "trialing"
  | "unpaid";

export type CollectionMethod = "charge_automatically" | "send_invoice";

export const PAUSE_BEHAVIORS = ["keep_as_draft", "mark_uncollectible", "void"] as const;

export interface PauseCollection {
  behavior: (typeof PAUSE_BEHAVIORS)[number];
  resumes_at: number | null;
}

export interface AnchorConfig {
  day_of_month: number;
  hour: number | null;
  minute: number | null;
  month: number | null;
  second: number | null;
}

const billingMode = (updated_at: number) => ({
  flexible: { proration_discounts: "included" },
  type: "flexible",
  updated_at,
});

export function newSubscriptionItem(
  id: string,
  created: number,
  subscription: string,
  price: Price,
  quantity: number,
) {
  return {
    id,
    object: "subscription_item" as const,
    billing_thresholds: null,
    created,
    current_period_end: 0,
    current_period_start: 0,
    current_trial: null,
    discounts: [] as string[],
    metadata: {} as Metadata,
    plan: planOf(price),
    price,
    quantity,
    subscription,
    tax_rates: [] as TaxRate[],
  };
}
export type SubscriptionItem = ReturnType<typeof newSubscriptionItem>;

export function newSubscription(id: string, created: number, customer: string, currency: string) {
  return {
    id,
    object: "subscription" as const,
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: created,
    billing_cycle_anchor_config: nil<AnchorConfig>(),
    billing_mode: billingMode(created),
    billing_schedules: [] as never[],
    billing_thresholds: null,
    cancel_at: nil<number>(),
    cancel_at_period_end: false,
    canceled_at: nil<number>(),
    cancellation_details: {
      comment: nil<string>(),
      feedback: nil<string>(),
      feedback_option: null,
      reason: nil<string>(),
    },
    collection_method: "charge_automatically" as CollectionMethod,
    created,
    currency,
    customer,
    customer_account: null,
    days_until_due: nil<number>(),
    default_payment_method: nil<string>(),
    default_source: null,
    default_tax_rates: [] as TaxRate[],
    description: nil<string>(),
    discounts: [] as string[],
    ended_at: nil<number>(),
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: nil<CustomField[]>(),
      description: nil<string>(),
      footer: nil<string>(),
      issuer: { type: "self" },
    },
    items: listOf<SubscriptionItem>(
      [],
      `/v1/subscription_items?subscription=${id}`,
    ) as List<SubscriptionItem>,
    latest_invoice: nil<string>(),
    livemode: false,
    managed_payments: null,
    metadata: {} as Metadata,
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: nil<PauseCollection>(),
    payment_settings: {
      payment_method_options: null,
      payment_method_types: nil<string[]>(),
      save_default_payment_method: "off",
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: nil<string>(),
    pending_update: null,
    schedule: null,
    start_date: created,
    status: "active" as SubscriptionStatus,
    test_clock: nil<string>(),
    transfer_data: null,
    trial_end: nil<number>(),
    trial_settings: {
      end_behavior: {
        billing_cycle_anchor: null,
        missing_payment_method: "create_invoice" as "create_invoice" | "cancel",
      },
    },
    trial_start: nil<number>(),
  };
}
export type Subscription = ReturnType<typeof newSubscription>;
