import type { Metadata } from "../core/json";
import { nil } from "../core/json";

export type Interval = "day" | "week" | "month" | "year";

export function newProduct(id: string, created: number, name: string) {
  return {
    id,
    object: "product" as const,
    active: true,
    created,
    default_price: nil<string>(),
    description: nil<string>(),
    images: [] as string[],
    livemode: false,
    marketing_features: [] as { name: string }[],
    metadata: {} as Metadata,
    name,
    package_dimensions: null,
    shippable: nil<boolean>(),
    statement_descriptor: nil<string>(),
    tax_code: nil<string>(),
    tax_details: null,
    type: "service",
    unit_label: nil<string>(),
    updated: created,
    url: nil<string>(),
  };
}
export type Product = ReturnType<typeof newProduct>;

export interface Recurring {
  interval: Interval;
  interval_count: number;
  meter: null;
  trial_period_days: null;
  usage_type: "licensed";
}

export function newPrice(id: string, created: number, product: string, currency: string) {
  return {
    id,
    object: "price" as const,
    active: true,
    billing_scheme: "per_unit",
    created,
    currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: nil<string>(),
    metadata: {} as Metadata,
    nickname: nil<string>(),
    product,
    recurring: nil<Recurring>(),
    tax_behavior: "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: "one_time" as "one_time" | "recurring",
    /** Null when `unit_amount_decimal` has a fraction. */
    unit_amount: nil<number>(),
    unit_amount_decimal: "0",
  };
}
export type Price = ReturnType<typeof newPrice>;

/** The legacy `plan` object that subscription items still have beside their price. */
export function planOf(price: Price) {
  return {
    id: price.id,
    object: "plan" as const,
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: price.billing_scheme,
    created: price.created,
    currency: price.currency,
    interval: price.recurring?.interval ?? "month",
    interval_count: price.recurring?.interval_count ?? 1,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: "licensed",
  };
}
