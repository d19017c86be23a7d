import { and, eq } from "drizzle-orm";
import { members, tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import {
  actionsOfChosenTenantsKeys,
  type ConsoleAction,
  may,
  type Role,
  type TenantAction,
} from "@/lib/domain/access/actions";
import { isOfChosenTenants, type Membership, reaches, rolesOf } from "@/lib/domain/access/actor";
import { mayWhenClosed, seesClosed } from "@/lib/domain/access/closed-tenant";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";

/** What a tenant looks like to a use-case, and which roles the caller has there. */
export type Standing = {
  roles: Role[];
  tenant: typeof tenants.$inferSelect;
};

/**
 * Refuses what the role table does not allow. Somebody without any role in the tenant gets `not_found`: for a stranger
 * the tenant does not exist. Nor does a closed one for its own people; others may still read and settle it.
 */
export async function authorise(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  action: TenantAction,
): Promise<Standing> {
  const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
  if (!tenant || !reaches(ctx.actor, tenantId)) throw new Refused("not_found");
  const membership = await membershipIn(tx, ctx, tenant);
  const roles = rolesOf(ctx.actor, { membership, salesRepId: tenant.salesRepId });
  if (!may(roles, "tenant.view") && !may(roles, action) && ctx.actor.kind === "user")
    throw new Refused("not_found");
  if (tenant.closedAt && !seesClosed(roles)) throw new Refused("not_found");
  if (!may(roles, action)) throw new Refused("forbidden");
  if (tenant.closedAt && !mayWhenClosed(roles, action)) throw new Refused("tenant_closed");
  return { roles, tenant };
}

/** Refuses what the role table does not allow outside any tenant. */
export function authoriseConsole(ctx: Context, action: ConsoleAction): void {
  if (!may(rolesOf(ctx.actor, null), action)) throw new Refused("forbidden");
  if (isOfChosenTenants(ctx.actor) && !actionsOfChosenTenantsKeys.includes(action))
    throw new Refused("forbidden");
}

async function membershipIn(
  tx: Transaction,
  ctx: Context,
  tenant: typeof tenants.$inferSelect,
): Promise<Membership | null> {
  if (ctx.actor.kind !== "user") return null;
  // Their other tenants do not exist for who came through a dashboard session.
  if (ctx.actor.onlyIn && ctx.actor.onlyIn !== tenant.id) return null;
  const [member] = await tx
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.tenantId, tenant.id), eq(members.userId, ctx.actor.userId)));
  if (!member) return null;
  return { role: member.role, isPaymentAdministrator: tenant.paymentAdministratorId === ctx.actor.userId };
}
