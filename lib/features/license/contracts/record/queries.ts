import { and, desc, eq, gt, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { contracts, tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { ContractState } from "@/lib/domain/contract/contract";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";

export type Contract = typeof contracts.$inferSelect;

async function findIn(
  tx: Transaction,
  tenantId: Id<"tenant">,
  state: ContractState,
): Promise<Contract | null> {
  const [contract] = await tx
    .select()
    .from(contracts)
    .where(and(eq(contracts.tenantId, tenantId), eq(contracts.state, state)));
  return contract ?? null;
}

/** The contract that holds now, or null. */
export const findRunningContract = (tx: Transaction, tenantId: Id<"tenant">) =>
  findIn(tx, tenantId, "active");

/** The contract that waits for its day, or null. */
export const findScheduledContract = (tx: Transaction, tenantId: Id<"tenant">) =>
  findIn(tx, tenantId, "scheduled");

export async function getContract(
  tx: Transaction,
  tenantId: Id<"tenant">,
  id: Id<"contract">,
): Promise<Contract | null> {
  const [contract] = await tx
    .select()
    .from(contracts)
    .where(and(eq(contracts.tenantId, tenantId), eq(contracts.id, id)));
  return contract ?? null;
}

/** The contract that held at `at`, or null. */
export async function contractOn(
  tx: Transaction,
  tenantId: Id<"tenant">,
  at: Date,
): Promise<Contract | null> {
  const [contract] = await tx
    .select()
    .from(contracts)
    .where(
      and(
        eq(contracts.tenantId, tenantId),
        inArray(contracts.state, ["active", "ended"]),
        lte(contracts.startsAt, at),
        or(isNull(contracts.endedAt), gt(contracts.endedAt, at)),
      ),
    )
    .orderBy(desc(contracts.startsAt))
    .limit(1);
  return contract ?? null;
}

/** The zone in whose days a tenant's contracts are counted. */
export async function timeZoneOf(tx: Transaction, tenantId: Id<"tenant">): Promise<string> {
  const [tenant] = await tx
    .select({ timeZone: tenants.timeZone })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  invariant(tenant, `tenant ${tenantId} exists`);
  return tenant.timeZone;
}

/** Contracts that held or were called off, newest first. */
export function pastContracts(tx: Transaction, tenantId: Id<"tenant">): Promise<Contract[]> {
  return tx
    .select()
    .from(contracts)
    .where(and(eq(contracts.tenantId, tenantId), inArray(contracts.state, ["ended", "cancelled"])))
    .orderBy(desc(contracts.startsAt), desc(contracts.id))
    .limit(100);
}

/** The contract that a Stripe subscription belongs to, or null. Needs the staff role or the tenant's own transaction. */
export async function contractOfSubscription(
  tx: Transaction,
  stripeSubscriptionId: string,
): Promise<Contract | null> {
  const [contract] = await tx
    .select()
    .from(contracts)
    .where(eq(contracts.stripeSubscriptionId, stripeSubscriptionId))
    // One that never held made it all the same. The next contract may go on with the subscription of the last one.
    .orderBy(sql`${contracts.state} = 'active' desc`, desc(contracts.startsAt))
    .limit(1);
  return contract ?? null;
}

export async function changeContract(
  tx: Transaction,
  { tenantId, id }: Pick<Contract, "tenantId" | "id">,
  change: Partial<typeof contracts.$inferInsert>,
): Promise<void> {
  await tx
    .update(contracts)
    .set(change)
    .where(and(eq(contracts.tenantId, tenantId), eq(contracts.id, id)));
}
