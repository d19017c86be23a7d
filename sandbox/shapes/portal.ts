import type { Metadata } from "../core/json";
import { type JsonObject, nil } from "../core/json";

export function newPortalConfiguration(id: string, created: number) {
  return {
    id,
    object: "billing_portal.configuration" as const,
    active: true,
    application: null,
    business_profile: {
      headline: nil<string>(),
      privacy_policy_url: nil<string>(),
      terms_of_service_url: nil<string>(),
    },
    created,
    default_return_url: nil<string>(),
    features: {
      customer_update: { allowed_updates: [] as string[], enabled: false },
      invoice_history: { enabled: false },
      payment_method_update: { enabled: false, payment_method_configuration: null },
      subscription_cancel: {
        cancellation_reason: { enabled: false, feedback_options: null, options: [] as string[] },
        enabled: false,
        mode: "at_period_end",
        proration_behavior: "none",
      },
      subscription_pause: {
        duration: { interval_options: [] as never[], type: "indefinite" },
        enabled: false,
      },
      subscription_update: {
        billing_cycle_anchor: nil<string>(),
        default_allowed_updates: [] as string[],
        enabled: false,
        proration_behavior: "none",
        schedule_at_period_end: { conditions: [] as never[] },
        trial_update_behavior: "end_trial",
      },
    },
    is_default: false,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: {} as Metadata,
    name: nil<string>(),
    updated: created,
  };
}
export type PortalConfiguration = ReturnType<typeof newPortalConfiguration>;

export function newPortalSession(id: string, created: number, customer: string, configuration: string) {
  return {
    id,
    object: "billing_portal.session" as const,
    configuration,
    created,
    customer,
    customer_account: null,
    flow: nil<JsonObject>(),
    livemode: false,
    locale: nil<string>(),
    on_behalf_of: null,
    return_url: nil<string>(),
    url: "",
  };
}
export type PortalSession = ReturnType<typeof newPortalSession>;
