import { and, asc, eq } from "drizzle-orm";
import { invitations, members, tenants, users } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";

const userColumns = { id: users.id, name: users.name, email: users.email, locale: users.locale };

/** The tenant and its payment administrator. */
export async function paymentAdministratorOf(tx: Transaction, tenantId: Id<"tenant">) {
  const [row] = await tx
    .select({ tenant: tenants, user: userColumns })
    .from(tenants)
    .innerJoin(users, eq(users.id, tenants.paymentAdministratorId))
    .where(eq(tenants.id, tenantId));
  invariant(row, `tenant ${tenantId} has a payment administrator`);
  return row;
}

/** Everybody in the tenant, by name. */
export async function membersOf(tx: Transaction, tenantId: Id<"tenant">) {
  return tx
    .select({
      ...userColumns,
      role: members.role,
      externalId: members.externalId,
      joinedAt: members.joinedAt,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.tenantId, tenantId))
    .orderBy(asc(users.name), asc(users.id));
}

export async function findMember(tx: Transaction, tenantId: Id<"tenant">, userId: Id<"user">) {
  const [row] = await tx
    .select({ ...userColumns, role: members.role, externalId: members.externalId })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.tenantId, tenantId), eq(members.userId, userId)));
  return row ?? null;
}

/**
 * Whether an owner of the tenant has come in: has signed in, or accepted the invitation. An owner who was never invited
 * owns it since before there were invitations.
 */
export async function ownerIsHere(tx: Transaction, tenantId: Id<"tenant">): Promise<boolean> {
  const owners = await tx
    .select({
      verifiedAt: users.emailVerifiedAt,
      invitationId: invitations.id,
      acceptedAt: invitations.acceptedAt,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(
      invitations,
      and(eq(invitations.tenantId, members.tenantId), eq(invitations.email, users.email)),
    )
    .where(and(eq(members.tenantId, tenantId), eq(members.role, "owner")));
  return owners.some((owner) => owner.verifiedAt || owner.acceptedAt || owner.invitationId === null);
}

/** A tenant has one at least, at any time. */
export async function countOwners(tx: Transaction, tenantId: Id<"tenant">): Promise<number> {
  const owners = await tx
    .select({ id: members.userId })
    .from(members)
    .where(and(eq(members.tenantId, tenantId), eq(members.role, "owner")));
  return owners.length;
}
