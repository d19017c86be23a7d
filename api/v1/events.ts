import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { readClock, readKnownClock } from "@/lib/clock";
import { Refused } from "@/lib/domain/errors";
import { ingestEvents, largestBatch } from "@/lib/features/usage/metering/ingest/ingest-events";
import { rejectedEvents } from "@/lib/features/usage/metering/ingest/rejected-events";
import { gunzippedPieces, isUtf8Declared, NotGzip, readEncoding } from "../content-coding";
import type { ApiContext, ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { eventProblems, problemResponse } from "../problem";
import { askAgain, rememberedFor } from "../remembered";
import { BodyTooLarge } from "../signed-request";
import { type Bytes, type IngestedLines, ingestLines } from "./event-lines";
import { bodyProblems, commonProblems, jsonResponse, security } from "./responses";
import { ingestWholeFile } from "./whole-file";

const path = "/api/v1/events/ingest";

/** Documented for readers. The use-case checks each event, so that a bad one is reported by its index. */
const example = {
  event_id: "019a9c3e-7d5c-7b57-9f1e-4f5d8f0d2a11",
  customer_id: "acme",
  event_name: "api.call",
  timestamp: "2026-11-20T09:30:00+09:00",
  metadata: { endpoint: "/generate", bytes: 2048 },
};

const eventSchema = z
  .looseObject({
    event_id: z.string().openapi({ description: "Yours; once per tenant. UUIDv7 is stored best" }),
    customer_id: z.string().optional().openapi({ description: "Tenant id, slug, or Stripe customer id" }),
    tenant_id: z.string().optional().openapi({ description: "In place of customer_id" }),
    event_name: z.string(),
    timestamp: z.string().optional().openapi({ description: "ISO 8601 with offset; default: now" }),
    metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  })
  .openapi("UsageEvent", { example });

const bodySchema = z.strictObject({
  events: z
    .array(z.unknown())
    .min(1)
    .max(largestBatch)
    .openapi({ type: "array", items: { $ref: "#/components/schemas/UsageEvent" } }),
  all_or_nothing: z.boolean().default(false).openapi({
    description: "true: one bad event refuses the whole call; false: it is listed in `rejected`",
  }),
});

const ingestedSchema = z
  .object({
    ingested_count: z.int().openapi({ description: "`new` + `known`: the same whenever it is repeated" }),
    new: z.int(),
    known: z.int().openapi({ description: "Repeats of events that were counted before" }),
    conflicts: z
      .array(z.object({ index: z.int(), event_id: z.string() }))
      .openapi({ description: "Ids that are known with other content: the first one stands" }),
    conflict_count: z.int().openapi({ description: "How many; of a stream the first 1,000 are listed" }),
    rejected: z.array(
      z.object({
        index: z.int(),
        errors: z.array(z.object({ field: z.string(), rule: z.string(), message: z.string() })),
      }),
    ),
    rejected_count: z.int().openapi({ description: "How many; of a stream the first 1,000 are listed" }),
    uncounted_names: z.array(z.string()).openapi({
      description: "No meter unit listens to these names yet (1,000 of them at most); their events are kept",
    }),
    not_billed: z.array(z.object({ index: z.int(), month: z.string() })).openapi({
      description:
        "Events that are counted but not billed: their month (`YYYY-MM`) is past its correction time",
    }),
    not_billed_count: z.int().openapi({ description: "How many; of a stream the first 1,000 are listed" }),
    unread_events: z
      .array(
        z.object({
          event_name: z.string(),
          missing_properties: z.array(z.string()),
          sent_properties: z.array(z.string()),
          events: z.int(),
        }),
      )
      .openapi({
        description:
          "Events of counted names that add nothing, because a property that meter units read is missing, for example as it is misspelt (1,000 kinds at most). They are kept",
      }),
  })
  .openapi("IngestedEvents");

/** For the documentation only: lines are read before the route parses its body. */
const lineByLine: object = {
  "application/x-ndjson": { schema: z.string(), example: `${JSON.stringify(example)}\n` },
};

const querySchema = z.object({
  all_or_nothing: z.enum(["true", "false"]).optional().openapi({
    description:
      "true: one bad event refuses all of them, of a stream of lines too, which may then have 1 GB. As in a JSON body",
    example: "true",
  }),
});

const route = createRoute({
  method: "post",
  operationId: "ingestEvents",
  path,
  tags: ["Usage events"],
  security,
  summary: `Send up to ${largestBatch} usage events, each counted exactly once however often it is sent`,
  description:
    "As `application/x-ndjson`, one event a line, without a limit of number; then the indexes are those of the lines. Both also with `Content-Encoding: gzip`. With `?all_or_nothing=true` no line is taken before all have been checked.",
  request: {
    query: querySchema,
    body: {
      required: true,
      content: {
        "application/json": { schema: bodySchema, example: { events: [example] } },
        ...lineByLine,
      },
    },
  },
  responses: {
    200: jsonResponse("Committed, and visible in every later count", ingestedSchema, {
      ingested_count: 1,
      new: 1,
      known: 0,
      conflicts: [],
      conflict_count: 0,
      rejected: [],
      rejected_count: 0,
      uncounted_names: [],
      not_billed: [],
      not_billed_count: 0,
      unread_events: [],
    }),
    ...bodyProblems,
    ...commonProblems,
  },
});

/** True for events that are sent line by line. */
export const isEventStream = (c: {
  req: { path: string; header(name: string): string | undefined };
}): boolean => c.req.path === path && /^application\/x-ndjson\b/i.test(c.req.header("content-type") ?? "");

export const events = new OpenAPIHono<ApiEnvironment>();

events.use(path, async (c, next) => {
  if (!isEventStream(c)) return next();
  if (!isUtf8Declared(c.req.header("content-type") ?? "")) return problemResponse(c, "unsupported_charset");
  const encoding = readEncoding(c);
  if (!encoding) return problemResponse(c, "unsupported_encoding");
  try {
    return c.json(toJson(c, await takeLines(c, encoding === "gzip")), 200);
  } catch (error) {
    if (error instanceof BodyTooLarge) return problemResponse(c, "body_too_large");
    if (error instanceof NotGzip) return problemResponse(c, "not_gzip");
    throw error;
  }
});

/** A stream may last for hours, so each piece has the time at which it arrived. */
async function takeLines(c: ApiContext, isPacked: boolean): Promise<IngestedLines> {
  const asked = querySchema.safeParse(c.req.query());
  if (!asked.success)
    throw new Refused("invalid_input", { fields: [{ field: "all_or_nothing", rule: "invalid" }] });
  const sent = c.req.raw.body as unknown as Bytes | null;
  const body = sent && isPacked ? gunzippedPieces(sent) : sent;
  if (asked.data.all_or_nothing !== "true")
    // A stream may last for hours: its key is looked at for each piece.
    return ingestLines(body, async (events) =>
      granted(
        await rememberedFor(c, async (ctx) =>
          ingestEvents({ ...ctx, now: await readKnownClock() }, { events }),
        ),
      ),
    );
  // All or nothing: who sends it is asked once, before the first line.
  await askAgain(c);
  const at = (now: Date) => ({ ...c.get("ctx"), now, known: null });
  const ingest = async (batch: unknown[], now: Date) =>
    granted(await ingestEvents(at(now), { events: batch }));
  const check = async (batch: unknown[], now: Date) =>
    granted(await rejectedEvents(at(now), { events: batch }));
  return ingestWholeFile(body, { now: readClock, check, ingest });
}
events.openAPIRegistry.register("UsageEvent", eventSchema);
events.openapi(route, async (c) => {
  const { events: sent, all_or_nothing: inBody } = c.req.valid("json");
  const allOrNothing = inBody || c.req.valid("query").all_or_nothing === "true";
  const ingested = granted(
    await rememberedFor(c, (ctx) => ingestEvents(ctx, { events: sent, allOrNothing })),
  );
  const { conflicts, rejected, notBilled } = ingested;
  const counts = {
    conflictCount: conflicts.length,
    rejectedCount: rejected.length,
    notBilledCount: notBilled.length,
  };
  return c.json(toJson(c, { ...ingested, ...counts }), 200);
});

const toJson = (c: ApiContext, ingested: IngestedLines) => ({
  ingested_count: ingested.new + ingested.known,
  new: ingested.new,
  known: ingested.known,
  conflicts: ingested.conflicts.map(({ index, eventId }) => ({ index, event_id: eventId })),
  conflict_count: ingested.conflictCount,
  rejected: ingested.rejected.map(({ index, errors }) => ({ index, errors: eventProblems(c, errors) })),
  rejected_count: ingested.rejectedCount,
  uncounted_names: ingested.uncountedNames,
  not_billed: ingested.notBilled,
  not_billed_count: ingested.notBilledCount,
  unread_events: ingested.unreadEvents.map(({ eventName, missing, sent, events: count }) => ({
    event_name: eventName,
    missing_properties: missing,
    sent_properties: sent,
    events: count,
  })),
});
