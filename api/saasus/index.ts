import { OpenAPIHono } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import type { ApiEnvironment } from "../environment";
import { refuseInvalid } from "../errors";
import { counts } from "./counts";
import { plans } from "./plans";
import { points } from "./points";
import { findSaasusTenant, inSaasusForm, saasusAuthPath, saasusPath } from "./responses";
import { taxRates } from "./tax-rates";
import { tenants } from "./tenants";
import { units } from "./units";

/**
 * SaaSus's metering API, under its own addresses and with its own fields, over the same use-cases as ours.
 */
export function saasus(authenticated: MiddlewareHandler<ApiEnvironment>): OpenAPIHono<ApiEnvironment> {
  const api = new OpenAPIHono<ApiEnvironment>({ defaultHook: (checked, c) => refuseInvalid(checked, c) });
  for (const path of [saasusPath, saasusAuthPath]) api.use(`${path}/*`, inSaasusForm, authenticated);
  for (const path of [`${saasusAuthPath}/tenants/:tenant_id`, `${saasusAuthPath}/tenants/:tenant_id/*`])
    api.use(path, findSaasusTenant);
  api.use(`${saasusPath}/metering/tenants/:tenant_id/*`, findSaasusTenant);
  for (const resource of [units, points, counts, taxRates, plans, tenants]) api.route("/", resource);
  api.openAPIRegistry.registerComponent("securitySchemes", "saasusSignature", {
    type: "apiKey",
    in: "header",
    name: "Authorization",
    description: "SAASUSSIGV1 Sig=…, SaaSID=…, APIKey=…",
  });
  return api;
}
