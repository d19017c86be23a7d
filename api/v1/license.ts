import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { type Entitlements, readEntitlements } from "@/lib/features/license/entitlements/read-entitlements";
import type { ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { commonProblems, jsonResponse, security } from "./responses";
import { tenantParameter, tenantPath } from "./tenants";

const maximum = z.int().nullable().openapi({ description: "null: no limit" });

const licenseSchema = z
  .object({
    tenant: z.object({ id: z.string(), slug: z.string(), name: z.string(), time_zone: z.string() }),
    plan: z.object({ key: z.string(), name: z.object({ en: z.string(), ja: z.string() }) }),
    interval: z.enum(["month", "year"]).nullable().openapi({ description: "null on a free plan" }),
    state: z.enum([
      "active",
      "trial",
      "renewal_stopped",
      "payment_failed",
      "authentication_needed",
      "overdue",
    ]),
    trial_end: z.iso.datetime().nullable().openapi({
      description: "the first moment that is paid, while the license is a trial; null: it is none",
    }),
    period: z.object({
      start: z.iso.datetime(),
      end: z.iso.datetime().nullable().openapi({ description: "null: does not end by itself" }),
    }),
    renews: z.boolean().openapi({ description: "false once the automatic renewal has been stopped" }),
    limits: z.object({ registered_rps: maximum, registered_users: maximum, monthly_active_users: maximum }),
    use: z.object({ registered_rps: z.int(), registered_users: z.int(), monthly_active_users: z.int() }),
    mau: z.object({ month: z.string().openapi({ example: "2026-11" }), users: z.int(), maximum }),
    unpaid: z
      .object({
        since: z.iso.datetime(),
        allowances_are_limits: z
          .boolean()
          .openapi({ description: "true: allow nothing beyond what the plan includes until it is paid" }),
        suspended: z.boolean().openapi({ description: "true: allow nothing until it is paid" }),
      })
      .nullable()
      .openapi({ description: "null: all that is due is paid" }),
    may_register: z.object({ rp: z.boolean(), user: z.boolean() }),
  })
  .openapi("License");

const route = createRoute({
  method: "get",
  operationId: "readLicense",
  path: `${tenantPath}/license`,
  tags: ["License"],
  security,
  summary: "What a tenant holds, uses, and may still register",
  request: { params: tenantParameter },
  responses: {
    200: jsonResponse("The license", licenseSchema, {
      tenant: {
        id: "ten_019a9c3e7d5c7b579f1e4f5d8f0d2a11",
        slug: "acme",
        name: "Acme",
        time_zone: "Asia/Tokyo",
      },
      plan: { key: "free", name: { en: "Free", ja: "フリー" } },
      interval: null,
      state: "active",
      trial_end: null,
      period: { start: "2026-11-01T00:00:00.000Z", end: null },
      renews: true,
      limits: { registered_rps: 5, registered_users: 100, monthly_active_users: 100 },
      use: { registered_rps: 1, registered_users: 12, monthly_active_users: 42 },
      mau: { month: "2026-11", users: 42, maximum: 100 },
      unpaid: null,
      may_register: { rp: true, user: true },
    }),
    ...commonProblems,
  },
});

export const license = new OpenAPIHono<ApiEnvironment>().openapi(route, async (c) => {
  const entitlements = await readEntitlements(c.get("ctx"), c.get("tenantId"), {});
  return c.json(toJson(granted(entitlements)), 200);
});

function toJson({ tenant, license, renews, month, unpaid, mayRegister }: Entitlements) {
  const { limits, use } = license;
  return {
    tenant: { id: tenant.id, slug: tenant.slug, name: tenant.name, time_zone: tenant.timeZone },
    plan: { key: license.planKey, name: license.planName },
    interval: license.interval,
    state: license.state,
    trial_end: license.trialEnd,
    period: { start: license.periodStart, end: license.periodEnd },
    renews,
    limits: {
      registered_rps: limits.registeredRps,
      registered_users: limits.registeredUsers,
      monthly_active_users: limits.monthlyActiveUsers,
    },
    use: {
      registered_rps: use.registeredRps,
      registered_users: use.registeredUsers,
      monthly_active_users: use.monthlyActiveUsers,
    },
    mau: { month, users: use.monthlyActiveUsers, maximum: limits.monthlyActiveUsers },
    unpaid: unpaid && {
      since: unpaid.since,
      allowances_are_limits: unpaid.allowancesAreLimits,
      suspended: unpaid.isSuspended,
    },
    may_register: mayRegister,
  };
}
