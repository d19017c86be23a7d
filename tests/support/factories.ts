import { randomUUID } from "node:crypto";
import { and, desc, eq, isNull } from "drizzle-orm";
import { auditLog, licenses, licenseTerms, plans, planVersions } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { acrossTenants } from "@/lib/db/transaction";
import type { ApiScope, MemberRole, StaffRole } from "@/lib/domain/access/actions";
import { blank } from "@/lib/domain/catalog/blank";
import { type Component, mauMeter } from "@/lib/domain/catalog/component";
import type { Limits, PaidInterval, PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import { ensureUser, foundTenant } from "@/lib/features/console/new-tenant/found-tenant";
import { type Context, systemContext } from "@/lib/features/foundation/context/context";
import { createApiKey } from "@/lib/features/people/api-keys/create-api-key";

/** The time at which tests stand unless they say another. */
export const testNow = new Date("2026-11-20T03:00:00Z");

export const asSystem = (now = testNow): Context => systemContext("test", now, "req-test");

export const asKey = (scopes: ApiScope[], now = testNow): Context => ({
  actor: { kind: "api_key", keyId: "key_00000000", scopes, tenantIds: null },
  now,
  requestId: "req-test",
});

export const asUser = (userId: Id<"user">, staffRole: StaffRole | null = null, now = testNow): Context => ({
  actor: { kind: "user", userId, name: "Somebody", staffRole },
  now,
  requestId: "req-test",
});

/** An allowance of active users without a price for more. */
const mauLimit = (maximum: number): Component => ({
  ...blank.usage("mau", mauMeter),
  included: String(maximum),
  price: { model: "limit" },
});

/** Puts a plan on sale, without Stripe; again with the same key makes its next version. */
export async function makePlan(plan: {
  key: string;
  rank: number;
  currency?: string;
  limits?: Partial<Limits>;
  components?: Component[];
}): Promise<Id<"planVersion">> {
  const { monthlyActiveUsers = null, ...limits } = plan.limits ?? {};
  const definition: PlanDefinition = {
    name: { en: plan.key, ja: `${plan.key}プラン` },
    summary: { en: "", ja: "" },
    features: [],
    currency: plan.currency ?? "JPY",
    limits: { registeredRps: null, registeredUsers: null, ...limits },
    components: [
      ...(plan.components ?? []),
      ...(monthlyActiveUsers === null ? [] : [mauLimit(monthlyActiveUsers)]),
    ],
  };
  return acrossTenants(async (tx) => {
    await tx
      .insert(plans)
      .values({ id: newId("plan"), key: plan.key, rank: plan.rank, createdAt: testNow })
      .onConflictDoNothing();
    const [row] = await tx.select().from(plans).where(eq(plans.key, plan.key));
    if (!row) throw new Error("the plan was just written");
    const [newest] = await tx
      .select()
      .from(planVersions)
      .where(eq(planVersions.planId, row.id))
      .orderBy(desc(planVersions.version))
      .limit(1);
    const id = newId("planVersion");
    const version = (newest?.version ?? 0) + 1;
    await tx.insert(planVersions).values({ id, planId: row.id, version, definition, publishedAt: testNow });
    return id;
  });
}

export type TestTenant = { id: Id<"tenant">; slug: string; ownerId: Id<"user"> };

/** A tenant on Free with the given limits, and its owner. */
export async function makeTenant(
  options: { limits?: Partial<Limits>; timeZone?: string; salesModel?: "self_serve" | "sales_led" } = {},
): Promise<TestTenant> {
  await makePlan({ key: "free", rank: 0, limits: options.limits });
  const ownerId = await makeUser();
  const slug = `tenant-${randomUUID().slice(0, 8)}`;
  const id = await foundTenant(asSystem(), {
    slug,
    name: slug,
    salesModel: options.salesModel ?? "self_serve",
    currency: "JPY",
    timeZone: options.timeZone ?? "Asia/Tokyo",
    locale: "en",
    members: [{ userId: ownerId, role: "owner" as MemberRole }],
  });
  return { id, slug, ownerId };
}

export function makeUser(staffRole: StaffRole | null = null): Promise<Id<"user">> {
  const email = `${randomUUID()}@people.example`;
  return ensureUser(asSystem(), { name: "Somebody", email, locale: "en", staffRole });
}

/** Puts a tenant on a plan version as if it had been bought long ago, without Stripe. */
export async function holdPlan(
  tenantId: Id<"tenant">,
  planVersionId: Id<"planVersion">,
  interval: PaidInterval | null,
): Promise<void> {
  const periodEnd = interval ? new Date("2026-12-01T12:00:00Z") : null;
  await acrossTenants(async (tx) => {
    await tx
      .update(licenses)
      .set({ planVersionId, interval, periodEnd })
      .where(eq(licenses.tenantId, tenantId));
    await tx
      .update(licenseTerms)
      .set({ planVersionId, interval, startsAt: new Date("2026-10-31T15:00:00Z") })
      .where(and(eq(licenseTerms.tenantId, tenantId), isNull(licenseTerms.endsAt)));
  });
}

/** The secret of a new API key. */
export async function makeKey(...scopes: ApiScope[]): Promise<{ keyId: Id<"apiKey">; secret: string }> {
  const made = await createApiKey(asSystem(), { name: "test", scopes });
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
}

/** The actions in a tenant's audit log, oldest first. */
export async function auditedActions(tenantId: Id<"tenant">): Promise<string[]> {
  const rows = await acrossTenants((tx) =>
    tx
      .select({ action: auditLog.action })
      .from(auditLog)
      .where(eq(auditLog.tenantId, tenantId))
      .orderBy(auditLog.id),
  );
  return rows.map((row) => row.action);
}
