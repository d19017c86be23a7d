import { Hono } from "hono";
import { z } from "zod";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { env } from "@/lib/env";
import { clockSteps } from "@/lib/features/demo/clock/clock-target";
import { moveDemoClock } from "@/lib/features/demo/clock/move-demo-clock";
import { findTenantId } from "@/lib/features/people/tenants/queries";
import type { ApiEnvironment } from "./environment";
import { refuseInvalid } from "./errors";
import { problemResponse } from "./problem";

const schema = z.strictObject({ step: z.enum(clockSteps), tenant: z.string().optional() });

/**
 * `POST /api/demo/clock`: moves the demo's time by a step of its clock bar, so that a SaaS's tests live through its next
 * month. For a key that manages; in production there is no such address.
 */
export const demoClock = new Hono<ApiEnvironment>().post("/", async (c) => {
  const ctx = c.get("ctx");
  if (!env().CHOBA_DEMO) return problemResponse(c, "not_found");
  if (!may(rolesOf(ctx.actor, null), "registrations.change")) return problemResponse(c, "forbidden");
  const body: unknown = await c.req.json();
  const checked = schema.safeParse(body);
  if (!checked.success)
    return refuseInvalid({ ...checked, data: body }, c) ?? problemResponse(c, "invalid_input");
  const { step, tenant } = checked.data;
  const tenantId = tenant === undefined ? null : await findTenantId(tenant);
  if (tenant !== undefined && !tenantId)
    return problemResponse(c, "not_found", { fields: [{ field: "tenant", rule: "unknown_tenant" }] });
  const moved = await moveDemoClock(ctx, step, tenantId);
  if (moved.ok) return c.json({ now: moved.now }, 200);
  return problemResponse(c, moved.problem === "busy" ? "busy" : "unavailable");
});
