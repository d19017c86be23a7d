import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { commonProblems, jsonResponse, security } from "@/api/v1/responses";
import { Refused } from "@/lib/domain/errors";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { foreignId, instant } from "@/lib/features/foundation/input/input-rules";
import {
  listEvents,
  mostSkipped,
  readSentEvent,
  type SentEvent,
} from "@/lib/features/usage/metering/events/list-events";
import type { ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { offsetOf, pageQuery } from "./paging";

const path = "/api/v1/events";
const shared = { tags: ["Usage events"], security };
const customer = foreignId
  .optional()
  .openapi({ description: "Tenant id, slug, or Stripe customer id", example: "acme" });

const example = {
  event_id: "019a9c3e-7d5c-7b57-9f1e-4f5d8f0d2a11",
  business_id: "ten_backoffice",
  customer_id: "ten_019a9c3e7d5c7b579f1e4f5d8f0d2a11",
  event_name: "api.call",
  timestamp: "2026-11-20T00:30:00.000Z",
  metadata: { endpoint: "/generate", bytes: 2048 },
};

const eventSchema = z
  .object({
    event_id: z.string(),
    business_id: z.string(),
    customer_id: z.string().openapi({ description: "The tenant's id" }),
    event_name: z.string(),
    timestamp: z.iso.datetime(),
    metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  })
  .openapi("SentUsageEvent", { example });

const pageSchema = z
  .object({ items: z.array(eventSchema) })
  .openapi("SentUsageEventPage", { example: { items: [example] } });

const list = createRoute({
  ...shared,
  method: "get",
  operationId: "dodoListEvents",
  path,
  summary: "List events as they were sent, the latest first (Dodo's dialect)",
  description: "Events of archived months are not listed.",
  request: {
    query: z.object({
      ...pageQuery,
      customer_id: customer,
      event_name: foreignId.optional().openapi({ example: "api.call" }),
      meter_id: foreignId.optional().openapi({ description: "What this meter unit counts" }),
      start: instant.optional().openapi({ description: "Not before", example: "2026-11-01T00:00:00+09:00" }),
      end: instant.optional().openapi({ description: "Before", example: "2026-12-01T00:00:00+09:00" }),
    }),
  },
  responses: {
    200: jsonResponse("A page; an empty one is past the end", pageSchema),
    ...commonProblems,
  },
});

const retrieve = createRoute({
  ...shared,
  method: "get",
  operationId: "dodoReadEvent",
  path: `${path}/{event_id}`,
  summary: "Read one event as it was sent (Dodo's dialect)",
  description:
    "Event ids belong to a tenant each: without `customer_id` it is one of the events with this id.",
  request: {
    params: z.object({ event_id: foreignId.meta({ example: "019a9c3e-7d5c-7b57-9f1e-4f5d8f0d2a11" }) }),
    query: z.object({ customer_id: customer }),
  },
  responses: { 200: jsonResponse("The event", eventSchema), ...commonProblems },
});

/** Events that were sent, in Dodo's dialect (npm `dodopayments`, `client.usageEvents`). */
export const usageEvents = new OpenAPIHono<ApiEnvironment>()
  .openapi(list, async (c) => {
    const query = c.req.valid("query");
    const lastPage = Math.floor(mostSkipped / query.page_size) + 1;
    if (query.page_number > lastPage)
      throw new Refused("invalid_input", {
        fields: [{ field: "page_number", rule: "too_big", params: { maximum: lastPage } }],
      });
    const found = await listEvents(c.get("ctx"), {
      tenant: query.customer_id,
      eventName: query.event_name,
      meterUnitId: query.meter_id,
      start: toDate(query.start),
      end: toDate(query.end),
      limit: query.page_size,
      offset: offsetOf(query),
    });
    return c.json({ items: granted(found).map(toJson) }, 200);
  })
  .openapi(retrieve, async (c) => {
    const input = { eventId: c.req.valid("param").event_id, tenant: c.req.valid("query").customer_id };
    return c.json(toJson(granted(await readSentEvent(c.get("ctx"), input))), 200);
  });

const toDate = (text: string | undefined): Date | undefined =>
  text === undefined ? undefined : new Date(text);

const toJson = (event: SentEvent) => ({
  event_id: event.eventId,
  business_id: backOffice,
  customer_id: event.tenantId,
  event_name: event.eventName,
  timestamp: event.occurredAt.toISOString(),
  metadata: event.properties,
});
