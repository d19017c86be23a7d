import { licenses, members, tenants, users } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { acrossTenants } from "@/lib/db/transaction";
import type { MemberRole } from "@/lib/domain/access/actions";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { recordAudit } from "../audit/record";
import { getFreePlan } from "../catalog/queries";
import { beginTerm } from "../license/terms";
import { authoriseDesk } from "../shared/authorise";
import type { Context } from "../shared/context";

export type NewTenant = {
  slug: string;
  name: string;
  salesModel: "self_serve" | "sales_led";
  currency: string;
  timeZone: string;
  locale: "en" | "ja";
  members: { userId: Id<"user">; role: MemberRole; isPaymentAdministrator?: boolean }[];
};

/** Creates a tenant with its members, on Free from the first day (seed 3). */
export async function createTenant(ctx: Context, input: NewTenant): Promise<Id<"tenant">> {
  authoriseDesk(ctx, "tenant.create");
  const owner = input.members.find((member) => member.role === "owner");
  invariant(owner, "a tenant has an owner");
  const payer = input.members.find((member) => member.isPaymentAdministrator) ?? owner;
  const { members: people, ...facts } = input;
  const id = newId("tenant");
  const licenseId = newId("license");
  await acrossTenants(async (tx) => {
    await tx
      .insert(tenants)
      .values({ id, ...facts, paymentAdministratorId: payer.userId, createdAt: ctx.now });
    for (const { userId, role } of people)
      await tx.insert(members).values({ tenantId: id, userId, role, joinedAt: ctx.now });
    const free = await getFreePlan(tx);
    await tx
      .insert(licenses)
      .values({ tenantId: id, id: licenseId, planVersionId: free.id, periodStart: ctx.now });
    await beginTerm(tx, id, { licenseId, planVersionId: free.id, interval: null }, ctx.now);
    await recordAudit(tx, ctx, id, { action: "tenant.create", after: facts });
  });
  return id;
}

/** Adds a person, or finds the one with the same e-mail address. */
export async function ensureUser(
  ctx: Context,
  person: Pick<typeof users.$inferInsert, "name" | "email" | "locale" | "staffRole">,
): Promise<Id<"user">> {
  authoriseDesk(ctx, "tenant.create");
  return acrossTenants(async (tx) => {
    const email = person.email.trim().toLowerCase();
    await tx
      .insert(users)
      .values({ ...person, email, id: newId("user"), createdAt: ctx.now })
      .onConflictDoNothing();
    const user = await tx.query.users.findFirst({ where: (table, { eq }) => eq(table.email, email) });
    invariant(user, "a user just written exists");
    return user.id;
  });
}
