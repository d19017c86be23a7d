import { type Metadata, nil } from "../core/json";

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
