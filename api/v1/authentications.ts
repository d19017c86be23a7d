import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import { eraseUser } from "@/lib/features/usage/mau/erase-user";
import {
  largestBatch,
  recordAuthentication,
  recordAuthentications,
} from "@/lib/features/usage/mau/record-authentications";
import type { ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { rememberedFor } from "../remembered";
import { bodyProblems, commonProblems, jsonBody, jsonResponse, security } from "./responses";
import { tenantParameter, tenantPath } from "./tenants";

const at = z.iso
  .datetime({ offset: true })
  .optional()
  .openapi({ description: "When, with offset; default: now", example: "2026-11-20T09:30:00+09:00" });

const one = z.strictObject({ user_id: foreignId, at }).openapi("Authentication");

/**
 * One authentication, or many. It is one object with a check and not a union, so that errors name their
 * field.
 */
const bodySchema = z
  .strictObject({
    user_id: foreignId.optional(),
    at,
    authentications: z.array(one).min(1).max(largestBatch).optional(),
  })
  .superRefine(({ user_id, at, authentications }, check) => {
    const refuse = (field: string, rule: string) =>
      check.addIssue({ code: "custom", path: [field], params: { rule } });
    if (!authentications && user_id === undefined) refuse("user_id", "required");
    if (authentications && user_id !== undefined) refuse("user_id", "unknown_field");
    if (authentications && at !== undefined) refuse("at", "unknown_field");
  })
  .openapi("Authentications", {
    description: `Either \`user_id\` with an optional \`at\`, or up to ${largestBatch} of them in \`authentications\``,
  });

const recordedSchema = z
  .object({
    received: z.int(),
    counted: z.int().openapi({ description: "Users who were not active yet in their month" }),
    months: z.array(z.object({ month: z.string().openapi({ example: "2026-11" }), users: z.int() })),
  })
  .openapi("RecordedAuthentications");

const route = createRoute({
  method: "post",
  operationId: "recordAuthentications",
  path: `${tenantPath}/authentications`,
  tags: ["MAU"],
  security,
  summary: "Record that users authenticated; repeats count once per user and month",
  request: {
    params: tenantParameter,
    body: jsonBody(bodySchema, { user_id: "u-17", at: "2026-11-20T09:30:00+09:00" }),
  },
  responses: {
    200: jsonResponse("Recorded, and visible in every later response", recordedSchema, {
      received: 1,
      counted: 1,
      months: [{ month: "2026-11", users: 42 }],
    }),
    ...bodyProblems,
    ...commonProblems,
  },
});

const erasedSchema = z
  .object({
    months: z.int().openapi({ description: "In how many months the user had been counted" }),
    days: z.int(),
  })
  .openapi("ErasedUser");

const eraseRoute = createRoute({
  method: "delete",
  operationId: "eraseUser",
  path: `${tenantPath}/authentications/users/{user_id}`,
  tags: ["MAU"],
  security,
  summary: "Make a user unrecognisable in all counts, which stay as they are",
  description: "Nothing is kept of who it was: if the user authenticates again, they count anew.",
  request: { params: tenantParameter.extend({ user_id: foreignId.meta({ example: "u-17" }) }) },
  responses: {
    200: jsonResponse("Done, also if nothing was found", erasedSchema, { months: 2, days: 31 }),
    ...commonProblems,
  },
});

export const authentications = new OpenAPIHono<ApiEnvironment>();

authentications.openapi(eraseRoute, async (c) => {
  const { user_id: userId } = c.req.valid("param");
  return c.json(granted(await eraseUser(c.get("ctx"), c.get("tenantId"), { userId })), 200);
});

authentications.openapi(route, async (c) => {
  const { authentications: many, user_id: userId = "", at } = c.req.valid("json");
  const recorded = await rememberedFor(c, (ctx, tenantId) =>
    many
      ? recordAuthentications(ctx, tenantId, {
          authentications: many.map((item) => ({ userId: item.user_id, at: toDate(item.at) })),
        })
      : recordAuthentication(ctx, tenantId, { userId, at: toDate(at) }),
  );
  return c.json({ received: many?.length ?? 1, ...granted(recorded) }, 200);
});

const toDate = (text: string | undefined): Date | undefined =>
  text === undefined ? undefined : new Date(text);
