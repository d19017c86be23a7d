import { licenses, members, tenants, type users } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import type { MemberRole } from "@/lib/domain/access/actions";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { getFreePlan } from "@/lib/features/catalog/plans/record/queries";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { beginTerm } from "@/lib/features/license/lifecycle/begin-term";
import { insertUser } from "@/lib/features/people/members/insert-user";

export type NewTenant = {
  slug: string;
  name: string;
  salesModel: "self_serve" | "sales_led";
  currency: string;
  timeZone: string;
  locale: "en" | "ja";
  salesRepId?: Id<"user"> | null;
  /** What the SaaS's own servers call it, and keep with it. */
  externalId?: string;
  metadata?: Record<string, string>;
  members: {
    userId: Id<"user">;
    role: MemberRole;
    externalId?: string | undefined;
    isPaymentAdministrator?: boolean;
  }[];
};

/** A tenant with its members as Choba itself makes it, for the demo story and the tests; staff call `createTenant`. */
export async function foundTenant(ctx: Context, input: NewTenant): Promise<Id<"tenant">> {
  requireChoba(ctx);
  const id = await acrossTenants((tx) => insertTenant(tx, ctx, input));
  invariant(id, `the address ${input.slug} is free`);
  return id;
}

/** Adds a person, or finds the one with the same e-mail address. */
export async function ensureUser(
  ctx: Context,
  person: Pick<typeof users.$inferInsert, "name" | "email" | "locale" | "staffRole">,
): Promise<Id<"user">> {
  requireChoba(ctx);
  return acrossTenants((tx) => insertUser(tx, ctx, person));
}

const requireChoba = (ctx: Context): void =>
  invariant(ctx.actor.kind === "system", "only Choba itself makes tenants and people without a word to them");

/** Writes a tenant, on Free from the first day (DASH-6). Null if the address is taken, and then nothing is written. */
export async function insertTenant(
  tx: Transaction,
  ctx: Context,
  { members: people, ...facts }: NewTenant,
): Promise<Id<"tenant"> | null> {
  const owner = people.find((member) => member.role === "owner");
  invariant(owner, "a tenant has an owner");
  const payer = people.find((member) => member.isPaymentAdministrator) ?? owner;
  const id = newId("tenant");
  const licenseId = newId("license");
  const written = await tx
    .insert(tenants)
    .values({ id, ...facts, paymentAdministratorId: payer.userId, createdAt: ctx.now })
    .onConflictDoNothing({ target: tenants.slug })
    .returning({ id: tenants.id });
  if (written.length === 0) return null;
  for (const { userId, role, externalId } of people)
    await tx.insert(members).values({ tenantId: id, userId, role, externalId, joinedAt: ctx.now });
  const free = await getFreePlan(tx);
  await tx
    .insert(licenses)
    .values({ tenantId: id, id: licenseId, planVersionId: free.id, periodStart: ctx.now });
  await beginTerm(tx, id, { licenseId, planVersionId: free.id, interval: null }, ctx.now);
  // Neither whose it is at the desk, nor what servers keep with it: that may be about persons.
  const { salesRepId: _, metadata: __, ...after } = facts;
  await recordAudit(tx, ctx, id, { action: "tenant.create", after });
  return id;
}
