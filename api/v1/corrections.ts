import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import {
  amendEvent,
  type Corrected,
  voidEvent,
} from "@/lib/features/usage/metering/corrections/correct-event";
import type { ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { bodyProblems, commonProblems, jsonResponse, security } from "./responses";
import { tenantParameter, tenantPath } from "./tenants";

const eventPath = `${tenantPath}/events/{event_id}` as const;
const eventParameter = tenantParameter.extend({
  event_id: z
    .string()
    .openapi({ description: "As it was sent", example: "019a9c3e-7d5c-7b57-9f1e-4f5d8f0d2a11" }),
});

const reason = z
  .string()
  .openapi({ description: "Stands in the tenant's activity", example: "Sent twice by our retry" });

const correctedSchema = z
  .object({
    event_id: z.string(),
    changed: z.boolean().openapi({ description: "false: it counted like this already" }),
    not_billed: z.array(z.string()).openapi({
      description:
        "Months (`YYYY-MM`) that count otherwise now, but are past their correction time: no invoice changes",
    }),
  })
  .openapi("CorrectedEvent", {
    example: { event_id: "019a9c3e-7d5c-7b57-9f1e-4f5d8f0d2a11", changed: true, not_billed: [] },
  });

const responses = {
  200: jsonResponse("Committed; every later count follows it", correctedSchema),
  ...bodyProblems,
  ...commonProblems,
};
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { "application/json": { schema } } },
});

const voidRoute = createRoute({
  method: "post",
  operationId: "voidEvent",
  path: `${eventPath}/void`,
  tags: ["Usage events"],
  security,
  summary: "Take an event out of all counts; its id stays taken",
  description: "Scope `manage`. Refused for events of archived months.",
  request: {
    params: eventParameter,
    ...body(
      z.strictObject({ reason }).openapi("VoidEvent", { example: { reason: "Sent twice by our retry" } }),
    ),
  },
  responses,
});

const amendRoute = createRoute({
  method: "post",
  operationId: "amendEvent",
  path: `${eventPath}/amend`,
  tags: ["Usage events"],
  security,
  summary: "Let an event count with other metadata, or at another time",
  description:
    "Scope `manage`. What is left out stays as it counts now; of a void event, as it was sent. Refused out of and into archived months.",
  request: {
    params: eventParameter,
    ...body(
      z
        .strictObject({
          reason,
          metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
          timestamp: z.string().optional().openapi({ description: "ISO 8601 with offset" }),
        })
        .openapi("AmendEvent", { example: { reason: "Counted in kilobytes", metadata: { bytes: 2048 } } }),
    ),
  },
  responses,
});

const toJson = ({ eventId, changed, notBilled }: Corrected) => ({
  event_id: eventId,
  changed,
  not_billed: notBilled,
});

export const corrections = new OpenAPIHono<ApiEnvironment>();

corrections.openapi(voidRoute, async (c) => {
  const input = { eventId: c.req.valid("param").event_id, ...c.req.valid("json") };
  return c.json(toJson(granted(await voidEvent(c.get("ctx"), c.get("tenantId"), input))), 200);
});
corrections.openapi(amendRoute, async (c) => {
  const input = { eventId: c.req.valid("param").event_id, ...c.req.valid("json") };
  return c.json(toJson(granted(await amendEvent(c.get("ctx"), c.get("tenantId"), input))), 200);
});
