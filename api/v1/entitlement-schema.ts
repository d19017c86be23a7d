import { z } from "@hono/zod-openapi";
import type { Countable } from "@/lib/domain/license/entitlement";
import { remainingOf } from "@/lib/domain/license/entitlement";
import type { About, Judgement } from "@/lib/features/billing/entitlements/judge";
import type { HeldState } from "@/lib/features/billing/entitlements/read-held-state";
import type { Locale } from "@/lib/i18n/locales";

const decimal = z.string().openapi({ description: "An exact decimal as text", example: "42" });

const counted = {
  used: decimal,
  held: z.int().openapi({ description: "Kept free by holds; it counts as used" }),
  maximum: decimal.nullable().openapi({ description: "null: no limit" }),
  remaining: decimal.nullable().openapi({ description: "null: no limit" }),
};

const isHard = z
  .boolean()
  .openapi({ description: "false: what goes beyond the maximum is charged, and so allowed" });

export const limitNames = ["registered_rps", "registered_users", "monthly_active_users"] as const;
const limit = z.object({ ...counted, is_hard: isHard });

export const entitlementsSchema = z
  .object({
    plan: z.object({ key: z.string(), name: z.string() }),
    features: z
      .array(
        z.object({
          key: z.string(),
          kind: z.enum(["base", "seats", "usage", "addon", "on_demand"]),
          name: z.string(),
          enabled: z.boolean(),
          quantity: z.int().nullable(),
          option: z.string().nullable(),
        }),
      )
      .openapi({ description: "The components of the plan, and of its add-ons which are held" }),
    limits: z.object(
      Object.fromEntries(limitNames.map((name) => [name, limit])) as Record<
        (typeof limitNames)[number],
        typeof limit
      >,
    ),
    meters: z
      .array(
        z.object({
          component: z.string(),
          meter: z.string(),
          name: z.string(),
          unit: z.string(),
          ...counted,
          is_hard: isHard,
        }),
      )
      .openapi({ description: "This month's usage in the units that are priced" }),
    seats: z.object({ held: z.int(), in_use: z.int() }).nullable(),
    suspended: z.boolean().openapi({ description: "true: allow nothing until what is owed is paid" }),
    valid_until: z.iso.datetime().openapi({
      description:
        "The tenant's next midnight, or the end of its period before it: ask again then. A change or a payment ends it earlier",
    }),
  })
  .openapi("Entitlements");

export const judgementSchema = z
  .object({
    allowed: z.boolean(),
    reason: z
      .enum(["license_suspended", "limit_reached", "allowance_used", "not_in_plan", "not_held"])
      .nullable(),
    beyond_included: z
      .boolean()
      .openapi({ description: "It is allowed, and charged beyond what is included" }),
    count: z.object(counted).nullable().openapi({ description: "null: it is not counted" }),
    hold: z
      .object({ id: z.string(), expires_at: z.iso.datetime() })
      .nullable()
      .openapi({ description: "With `hold`, if it is allowed" }),
    valid_until: z.iso.datetime(),
  })
  .openapi("EntitlementCheck");

export const checkBody = z
  .strictObject({
    limit: z.enum(limitNames).optional(),
    feature: z.string().min(1).max(60).optional().openapi({ description: "A component's key" }),
    meter: z.string().min(1).max(255).optional().openapi({ description: "A meter unit's name" }),
    quantity: z.int().min(1).max(1_000_000_000).default(1),
    hold: z
      .boolean()
      .default(false)
      .openapi({ description: "Keep so many free while you do it; for keys that manage" }),
    seconds: z.int().min(1).max(3600).default(60).openapi({ description: "After which a hold expires" }),
  })
  .superRefine(({ limit, feature, meter }, check) => {
    const said = [limit, feature, meter].filter((each) => each !== undefined);
    if (said.length !== 1)
      check.addIssue({ code: "custom", path: ["limit"], params: { rule: "one_of_three" } });
  })
  .openapi("EntitlementQuestion", { example: { limit: "registered_rps", quantity: 1, hold: true } });

export function aboutOf({ limit, feature, meter }: z.output<typeof checkBody>): About {
  if (feature !== undefined) return { type: "feature", feature };
  if (meter !== undefined) return { type: "meter", meter };
  const names = {
    registered_rps: "registeredRps",
    registered_users: "registeredUsers",
    monthly_active_users: "monthlyActiveUsers",
  } as const;
  return { type: "limit", limit: names[limit ?? "registered_rps"] };
}

const countJson = (row: Countable) => ({
  used: row.used,
  held: row.held,
  maximum: row.maximum,
  remaining: remainingOf(row),
});

const limitJson = (row: Countable) => ({ ...countJson(row), is_hard: row.isHard });

export const entitlementsJson = (state: HeldState, locale: Locale): z.output<typeof entitlementsSchema> => ({
  plan: { key: state.plan.planKey, name: state.plan.definition.name[locale] },
  features: state.features.map((feature) => ({ ...feature, name: feature.name[locale] })),
  limits: {
    registered_rps: limitJson(state.limits.registeredRps),
    registered_users: limitJson(state.limits.registeredUsers),
    monthly_active_users: limitJson(state.limits.monthlyActiveUsers),
  },
  meters: state.meters.map((meter) => ({
    component: meter.key,
    meter: meter.meter,
    name: meter.name[locale],
    unit: meter.unit[locale],
    ...limitJson(meter),
  })),
  seats: state.seats && { held: state.seats.held, in_use: state.seats.inUse },
  suspended: state.unpaid?.isSuspended ?? false,
  valid_until: state.validUntil.toISOString(),
});

type Hold = { id: string; expiresAt: Date } | null;

export const judgementJson = (
  { allowed, reason, isBeyondIncluded, counted, validUntil }: Judgement,
  hold: Hold,
): z.output<typeof judgementSchema> => ({
  allowed,
  reason,
  beyond_included: isBeyondIncluded,
  count: counted && countJson(counted),
  hold: hold && { id: hold.id, expires_at: hold.expiresAt.toISOString() },
  valid_until: validUntil.toISOString(),
});
