import { z } from "@hono/zod-openapi";
import type { TenantRecord } from "@/lib/features/console/tenant-records/queries";
import { locales } from "@/lib/i18n/locales";

export const tenantExample = {
  id: "ten_019a9c3e7d5c7b579f1e4f5d8f0d2a11",
  external_id: "org_815",
  slug: "maple-foods",
  name: "Maple Foods",
  state: "open" as const,
  plan: "free",
  sales_model: "self_serve" as const,
  currency: "JPY",
  time_zone: "Asia/Tokyo",
  locale: "ja" as const,
  metadata: { region: "tokyo" },
  created_at: "2026-11-20T03:00:00.000Z",
  closed_at: null,
};

export const tenantSchema = z
  .object({
    id: z.string(),
    external_id: z.string().nullable().openapi({ description: "Your own id of it" }),
    slug: z.string().openapi({ description: "Its address in Choba, behind /t/" }),
    name: z.string(),
    state: z.enum(["open", "closed"]),
    plan: z.string().openapi({ description: "The key of the plan that it holds" }),
    sales_model: z.enum(["self_serve", "sales_led"]),
    currency: z.string(),
    time_zone: z.string(),
    locale: z.enum(locales),
    metadata: z.record(z.string(), z.string()),
    created_at: z.iso.datetime(),
    closed_at: z.iso.datetime().nullable(),
  })
  .openapi("Tenant", { example: tenantExample });

/** What is sent to make one. What is wrong with a value is said by the use-case, by field. */
export const newTenantBody = z
  .strictObject({
    external_id: z
      .string()
      .max(255)
      .openapi({ description: "Your own id of it; the same again is the same tenant" }),
    name: z.string().max(200),
    slug: z.string().max(60).optional().openapi({ description: "Made of the name unless it is said" }),
    owner: z.strictObject({
      email: z.string().max(254),
      name: z.string().max(200),
      external_id: z.string().max(255).optional().openapi({ description: "Your own id of this person" }),
    }),
    country: z.string().max(2).optional().openapi({
      description:
        "ISO 3166; decides time zone, language and currency where they are not said. It is not kept",
    }),
    currency: z.string().max(10).optional(),
    time_zone: z.string().max(60).optional(),
    locale: z.enum(locales).optional(),
    metadata: z.record(z.string(), z.string()).optional(),
    invite: z
      .boolean()
      .optional()
      .openapi({ description: "Mails the owner a link that signs in. Not unless it is true" }),
  })
  .openapi("NewTenant");

export const tenantChangeBody = z
  .strictObject({
    name: z.string().max(200).optional(),
    locale: z.enum(locales).optional(),
    external_id: z.string().max(255).nullable().optional(),
    metadata: z
      .record(z.string(), z.string())
      .optional()
      .openapi({ description: "Replaces what was kept, as a whole" }),
  })
  .openapi("TenantChange");

export const toTenant = (record: TenantRecord) => ({
  id: record.id,
  external_id: record.externalId,
  slug: record.slug,
  name: record.name,
  state: record.closedAt ? ("closed" as const) : ("open" as const),
  plan: record.planKey,
  sales_model: record.salesModel,
  currency: record.currency,
  time_zone: record.timeZone,
  locale: record.locale,
  metadata: record.metadata,
  created_at: record.createdAt.toISOString(),
  closed_at: record.closedAt?.toISOString() ?? null,
});
