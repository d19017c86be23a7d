import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { eventExamples } from "@/lib/domain/events/event-examples";
import { type EventType, eventTypes, objectOf, testEventType } from "@/lib/domain/events/event-types";
import type { ApiEnvironment } from "../environment";
import { eventDataSchemas } from "./event-schemas";

/** An event with data of any kind. */
export const eventSchema = z
  .object({
    id: z.string().openapi({ description: "The same each time that it is delivered" }),
    type: z.string().openapi({ description: "More types may come: leave alone what you do not know" }),
    timestamp: z.iso.datetime().openapi({ description: "When it happened" }),
    tenant: z
      .object({ id: z.string(), slug: z.string(), external_id: z.string().nullable() })
      .nullable()
      .openapi({ description: "null of a test event" }),
    version: z.string().openapi({
      description: "A whole number: of two events about the same object the higher is the newer",
    }),
    data: z.looseObject({}).openapi({ description: "The object as it was when that happened" }),
  })
  .openapi("Event");

export const exampleOf = (type: EventType) => ({
  id: "evt_019a9c3e7d5c7b579f1e4f5d8f0d2a11",
  type,
  timestamp: "2026-11-30T15:00:00.000Z",
  tenant: { id: eventExamples.tenant.id, slug: "acme", external_id: "org-42" },
  version: "1042",
  data: eventExamples[objectOf(type)],
});

const headers = z.object({
  "webhook-id": z.string().openapi({ description: "The event's id" }),
  "webhook-timestamp": z.string().openapi({ description: "When this attempt was made, in Unix seconds" }),
  "webhook-signature": z.string().openapi({ description: "`v1,…`; two of them while a secret is changed" }),
});

/** Adds what Choba sends to the SaaS's own servers to the description: each type with its data and an example. */
export function describeWebhooks(api: OpenAPIHono<ApiEnvironment>): void {
  for (const type of [...eventTypes, testEventType]) {
    const schema = eventSchema.extend({ type: z.literal(type), data: eventDataSchemas[objectOf(type)] });
    api.openAPIRegistry.registerWebhook({
      method: "post",
      path: type,
      operationId: `on_${type.replace(".", "_")}`,
      summary: type,
      tags: ["Events log"],
      // The signature in the headers says who sends it.
      security: [],
      request: {
        headers,
        body: { content: { "application/json": { schema, example: exampleOf(type) } } },
      },
      responses: {
        "2XX": { description: "Accepted. Any other answer is tried again, and a redirect is none." },
      },
    });
  }
}
