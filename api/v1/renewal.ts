import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { resumeRenewal, stopRenewal } from "@/lib/features/license/renewal/change-renewal";
import type { ApiEnvironment } from "../environment";
import { grantedOrder } from "./granted-order";
import { commonProblems, jsonResponse, notInThisState, security } from "./responses";
import { tenantParameter, tenantPath } from "./tenants";

const shared = { tags: ["Orders"], security, method: "post" as const, request: { params: tenantParameter } };
const renewalSchema = z.object({ renews: z.boolean() }).openapi("Renewal");
const problems = { 409: notInThisState, ...commonProblems };

const cancel = createRoute({
  ...shared,
  operationId: "cancelLicense",
  path: `${tenantPath}/license/cancel`,
  summary: "Stop the renewal: what is paid is kept to the end of its period; again changes nothing",
  responses: { 200: jsonResponse("It ends with its period", renewalSchema, { renews: false }), ...problems },
});

const resume = createRoute({
  ...shared,
  operationId: "resumeLicense",
  path: `${tenantPath}/license/resume`,
  summary: "Take a cancellation back before the period has ended; again changes nothing",
  responses: { 200: jsonResponse("It renews", renewalSchema, { renews: true }), ...problems },
});

/** A license ends with its period, or goes on. */
export const renewal = new OpenAPIHono<ApiEnvironment>()
  .openapi(cancel, async (c) => {
    grantedOrder(c, await stopRenewal(c.get("ctx"), c.get("tenantId"), {}));
    return c.json({ renews: false }, 200);
  })
  .openapi(resume, async (c) => {
    grantedOrder(c, await resumeRenewal(c.get("ctx"), c.get("tenantId"), {}));
    return c.json({ renews: true }, 200);
  });
