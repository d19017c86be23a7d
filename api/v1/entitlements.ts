import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { checkEntitlement, listEntitlements } from "@/lib/features/billing/entitlements/check-entitlement";
import { closeHold } from "@/lib/features/billing/entitlements/close-hold";
import { makeHold } from "@/lib/features/billing/entitlements/make-hold";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import type { ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { idInPath } from "../id-in-path";
import {
  aboutOf,
  checkBody,
  entitlementsJson,
  entitlementsSchema,
  judgementJson,
  judgementSchema,
} from "./entitlement-schema";
import { localeOf } from "./locale";
import { bodyProblems, commonProblems, jsonBody, jsonResponse, notInThisState, security } from "./responses";
import { tenantParameter, tenantPath } from "./tenants";

const shared = { tags: ["Entitlements"], security };
const validUntil = "2026-11-20T15:00:00.000Z";
const holdExample = "hld_019a9c3e7d5c7b579f1e4f5d8f0d2a11";
const left = { used: "1", held: 0, maximum: "5", remaining: "4" };

const read = createRoute({
  ...shared,
  operationId: "getEntitlements",
  method: "get",
  path: `${tenantPath}/entitlements`,
  summary: "What a tenant may use, how much is used and left, and until when this answer holds",
  request: { params: tenantParameter },
  responses: {
    200: jsonResponse("Its entitlements", entitlementsSchema, {
      plan: { key: "free", name: "Free" },
      features: [],
      limits: {
        registered_rps: { ...left, is_hard: true },
        registered_users: { used: "12", held: 0, maximum: "100", remaining: "88", is_hard: true },
        monthly_active_users: { used: "42", held: 0, maximum: "100", remaining: "58", is_hard: true },
      },
      meters: [],
      seats: null,
      suspended: false,
      valid_until: validUntil,
    }),
    ...commonProblems,
  },
});

const check = createRoute({
  ...shared,
  operationId: "checkEntitlement",
  method: "post",
  path: `${tenantPath}/entitlements/check`,
  summary: "May this tenant do this now?",
  description:
    "Asks about one of a limit, a feature or a meter. With `hold` the places are kept free if there are so many, exactly, " +
    "however many ask at once; they count as used until the hold is confirmed, released, used up by registrations that name " +
    "it (`hold_id`), or expires.",
  request: { params: tenantParameter, body: jsonBody(checkBody) },
  responses: {
    200: jsonResponse("The answer", judgementSchema, {
      allowed: true,
      reason: null,
      beyond_included: false,
      count: left,
      hold: { id: holdExample, expires_at: "2026-11-20T03:01:00.000Z" },
      valid_until: validUntil,
    }),
    ...bodyProblems,
    ...commonProblems,
  },
});

const holdSchema = z
  .object({ id: z.string(), outcome: z.enum(["confirmed", "released"]) })
  .openapi("ClosedHold");

const closing = (verb: "confirm" | "release", outcome: "confirmed" | "released", summary: string) =>
  createRoute({
    ...shared,
    operationId: `${verb}Hold`,
    method: "post",
    path: `${tenantPath}/holds/{hold}/${verb}`,
    summary,
    request: { params: tenantParameter.extend({ hold: foreignId.meta({ example: holdExample }) }) },
    responses: {
      200: jsonResponse("It holds nothing any more", holdSchema, { id: holdExample, outcome }),
      409: notInThisState,
      ...commonProblems,
    },
  });

const confirm = closing(
  "confirm",
  "confirmed",
  "What a hold was for has happened, and is counted by itself; again changes nothing",
);
const release = closing("release", "released", "Give back what is held; again changes nothing");

/** What a tenant may do, asked before it does it. */
export const entitlements = new OpenAPIHono<ApiEnvironment>()
  .openapi(read, async (c) => {
    const state = granted(await listEntitlements(c.get("ctx"), c.get("tenantId"), {}));
    return c.json(entitlementsJson(state, localeOf(c)), 200);
  })
  .openapi(check, async (c) => {
    const body = c.req.valid("json");
    const { quantity, seconds } = body;
    const [ctx, tenantId, asked] = [c.get("ctx"), c.get("tenantId"), { about: aboutOf(body), quantity }];
    if (!body.hold) {
      return c.json(judgementJson(granted(await checkEntitlement(ctx, tenantId, asked)), null), 200);
    }
    const { hold, ...judgement } = granted(await makeHold(ctx, tenantId, { ...asked, seconds }));
    return c.json(judgementJson(judgement, hold), 200);
  })
  .openapi(confirm, async (c) => {
    const holdId = idInPath("hold", c.req.valid("param").hold);
    const input = { holdId, outcome: "confirmed" as const };
    granted(await closeHold(c.get("ctx"), c.get("tenantId"), input));
    return c.json({ id: holdId, outcome: input.outcome }, 200);
  })
  .openapi(release, async (c) => {
    const holdId = idInPath("hold", c.req.valid("param").hold);
    const input = { holdId, outcome: "released" as const };
    granted(await closeHold(c.get("ctx"), c.get("tenantId"), input));
    return c.json({ id: holdId, outcome: input.outcome }, 200);
  });
