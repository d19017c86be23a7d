import { z } from "@hono/zod-openapi";
import { createMiddleware } from "hono/factory";
import { findKnownTenantId } from "@/lib/features/people/tenants/queries";
import type { ApiEnvironment } from "../environment";
import { problemResponse } from "../problem";

/** The path of everything that belongs to a tenant. */
export const tenantPath = "/api/v1/tenants/{tenant}" as const;

export const tenantParameter = z.object({
  tenant: z.string().openapi({
    description: "The tenant's id (`ten_…`), its slug, or `external:` and your own id of it",
    example: "acme",
  }),
});

/**
 * Finds the tenant that the path names, once per request. Each use-case checks what the key may do with it.
 */
export const findTenant = createMiddleware<ApiEnvironment>(async (c, next) => {
  const asks = !c.get("ctx").known;
  const { value: tenantId } = await findKnownTenantId(c.req.param("tenant") ?? "", { asks });
  if (!tenantId)
    return problemResponse(c, "not_found", { fields: [{ field: "tenant", rule: "unknown_tenant" }] });
  c.set("tenantId", tenantId);
  await next();
});
