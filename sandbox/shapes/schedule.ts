import type { Metadata } from "../core/json";
import { nil } from "../core/json";
import type { CollectionMethod } from "./subscription";
import { billingMode } from "./subscription";
import type { TaxRate } from "./tax";

export type ProrationBehavior = "create_prorations" | "always_invoice" | "none";

export interface PhaseItem {
  billing_thresholds: null;
  discounts: never[];
  metadata: Metadata;
  plan: string;
  price: string;
  quantity: number;
  tax_rates: TaxRate[];
}

/** A coupon that the phase redeems when it begins, or a discount that stays. */
export interface PhaseDiscount {
  coupon: string | null;
  discount: string | null;
  promotion_code: null;
}

export function newPhase(start: number, end: number, currency: string, items: PhaseItem[]) {
  return {
    add_invoice_items: [] as never[],
    application_fee_percent: null,
    billing_cycle_anchor: nil<"automatic" | "phase_start">(),
    billing_thresholds: null,
    collection_method: nil<CollectionMethod>(),
    currency,
    default_payment_method: nil<string>(),
    default_tax_rates: [] as TaxRate[],
    description: nil<string>(),
    discounts: [] as PhaseDiscount[],
    end_date: end,
    invoice_settings: null,
    items,
    metadata: {} as Metadata,
    on_behalf_of: null,
    proration_behavior: "create_prorations" as ProrationBehavior,
    start_date: start,
    transfer_data: null,
    trial_end: null,
  };
}
export type Phase = ReturnType<typeof newPhase>;

export function newSchedule(id: string, created: number, customer: string, subscription: string) {
  return {
    id,
    object: "subscription_schedule" as const,
    application: null,
    billing_mode: billingMode(),
    canceled_at: nil<number>(),
    completed_at: nil<number>(),
    created,
    current_phase: nil<{ end_date: number; start_date: number }>(),
    customer,
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      automatic_tax: { disabled_reason: null, enabled: false, liability: null },
      billing_cycle_anchor: "automatic",
      billing_thresholds: null,
      collection_method: "charge_automatically" as CollectionMethod,
      default_payment_method: nil<string>(),
      description: nil<string>(),
      invoice_settings: {
        account_tax_ids: null,
        custom_fields: null,
        days_until_due: nil<number>(),
        description: null,
        footer: null,
        issuer: { type: "self" },
      },
      on_behalf_of: null,
      transfer_data: null,
    },
    end_behavior: "release" as "release" | "cancel",
    livemode: false,
    metadata: {} as Metadata,
    pause_schedules: [] as never[],
    phases: [] as Phase[],
    released_at: nil<number>(),
    released_subscription: nil<string>(),
    status: "active" as "active" | "canceled" | "completed" | "not_started" | "released",
    subscription: subscription as string | null,
    test_clock: nil<string>(),
  };
}
export type Schedule = ReturnType<typeof newSchedule>;
