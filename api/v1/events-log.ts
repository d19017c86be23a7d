import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { Refused } from "@/lib/domain/errors";
import { type EventType, eventTypes } from "@/lib/domain/events/event-types";
import { readEvent, readEventsLog } from "@/lib/features/console/events-log/read-events-log";
import { findTenantId } from "@/lib/features/people/tenants/queries";
import type { ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { idInPath } from "../id-in-path";
import { commonProblems, jsonResponse, security } from "./responses";
import { eventSchema, exampleOf } from "./webhook-messages";

const path = "/api/v1/events-log" as const;
const shared = { tags: ["Events log"], security };

const list = createRoute({
  ...shared,
  method: "get",
  path,
  operationId: "listEvents",
  summary: "What has happened, the oldest first",
  description:
    "The same events that webhooks carry. Keep `next`, and go on from it with `after`: nothing is missed, also of what was " +
    "committed late. Events are kept for 30 days, unless the settings say otherwise.",
  request: {
    query: z.object({
      after: z
        .string()
        .regex(/^\d{1,18}$/)
        .optional()
        .openapi({ description: "`next` of an earlier answer; left out: from the oldest", example: "1042" }),
      types: z
        .string()
        .optional()
        .openapi({ description: "Only these, separated by commas", example: "license.changed,invoice.paid" }),
      tenant: z
        .string()
        .optional()
        .openapi({ description: "Only of this tenant: its id, its slug, or `external:` and your own id" }),
      limit: z.coerce.number().int().min(1).max(100).default(50).openapi({ example: 50 }),
    }),
  },
  responses: {
    200: jsonResponse(
      "Events",
      z
        .object({
          data: z.array(eventSchema),
          next: z.string().nullable().openapi({
            description: "Where to go on, also if nothing is newer yet; null: nothing has ever happened",
          }),
        })
        .openapi("EventsLog"),
      { data: [exampleOf("invoice.paid")], next: "1042" },
    ),
    ...commonProblems,
  },
});

const read = createRoute({
  ...shared,
  method: "get",
  path: `${path}/{event}`,
  operationId: "getEvent",
  summary: "One event",
  request: {
    params: z.object({ event: z.string().openapi({ example: "evt_019a9c3e7d5c7b579f1e4f5d8f0d2a11" }) }),
  },
  responses: { 200: jsonResponse("The event", eventSchema, exampleOf("invoice.paid")), ...commonProblems },
});

export const eventsLog = new OpenAPIHono<ApiEnvironment>()
  .openapi(list, async (c) => {
    const { tenant, types, ...page } = c.req.valid("query");
    const tenantId = tenant === undefined ? undefined : await knownTenant(tenant);
    const asked = { ...page, tenantId, types: types === undefined ? undefined : typesIn(types) };
    return c.json(granted(await readEventsLog(c.get("ctx"), asked)), 200);
  })
  .openapi(read, async (c) => {
    const eventId = idInPath("event", c.req.valid("param").event);
    return c.json(granted(await readEvent(c.get("ctx"), { eventId })), 200);
  });

async function knownTenant(reference: string) {
  const tenantId = await findTenantId(reference);
  if (!tenantId) throw new Refused("not_found", { fields: [{ field: "tenant", rule: "unknown_tenant" }] });
  return tenantId;
}

function typesIn(text: string): EventType[] {
  const names = text.split(",").map((name) => name.trim());
  const known = eventTypes.filter((type) => names.includes(type));
  if (known.length < new Set(names).size)
    throw new Refused("invalid_input", { fields: [{ field: "types", rule: "unknown_event_type" }] });
  return known;
}
