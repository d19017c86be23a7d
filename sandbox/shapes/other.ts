import type { Metadata } from "../core/json";
import { type JsonObject, nil } from "../core/json";

export interface EventObject {
  id: string;
  object: "event";
  api_version: string;
  created: number;
  data: { object: JsonObject; previous_attributes?: JsonObject };
  livemode: false;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
}

export function newWebhookEndpoint(id: string, created: number, url: string) {
  return {
    id,
    object: "webhook_endpoint" as const,
    api_version: nil<string>(),
    application: null,
    created,
    description: nil<string>(),
    enabled_events: ["*"] as string[],
    livemode: false,
    metadata: {} as Metadata,
    status: "enabled" as "enabled" | "disabled",
    url,
  };
}
export type WebhookEndpoint = ReturnType<typeof newWebhookEndpoint>;

export function newTestClock(id: string, created: number, frozenTime: number) {
  return {
    id,
    object: "test_helpers.test_clock" as const,
    created,
    deletes_after: created + 30 * 86_400,
    frozen_time: frozenTime,
    livemode: false,
    name: nil<string>(),
    status: "ready" as "ready" | "advancing",
    status_details: {} as { advancing?: { target_frozen_time: number } },
  };
}
export type TestClock = ReturnType<typeof newTestClock>;
