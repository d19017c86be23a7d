import { and, asc, desc, eq, exists, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import { licenses, members, plans, planVersions, tenants, users } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";

/** A tenant as the SaaS's own servers know it. */
export type TenantRecord = Pick<
  typeof tenants.$inferSelect,
  | "id"
  | "externalId"
  | "slug"
  | "name"
  | "salesModel"
  | "currency"
  | "timeZone"
  | "locale"
  | "metadata"
  | "createdAt"
  | "closedAt"
> & {
  /** Of the plan that it holds. */
  planKey: string;
};

const columns = {
  id: tenants.id,
  externalId: tenants.externalId,
  slug: tenants.slug,
  name: tenants.name,
  salesModel: tenants.salesModel,
  currency: tenants.currency,
  timeZone: tenants.timeZone,
  locale: tenants.locale,
  metadata: tenants.metadata,
  createdAt: tenants.createdAt,
  closedAt: tenants.closedAt,
  planKey: plans.key,
};

const select = (tx: Transaction) =>
  tx
    .select(columns)
    .from(tenants)
    .innerJoin(licenses, eq(licenses.tenantId, tenants.id))
    .innerJoin(planVersions, eq(planVersions.id, licenses.planVersionId))
    .innerJoin(plans, eq(plans.id, planVersions.planId));

export async function findTenantRecord(
  tx: Transaction,
  by: { id: Id<"tenant"> } | { externalId: string },
): Promise<TenantRecord | null> {
  const named = "id" in by ? eq(tenants.id, by.id) : eq(tenants.externalId, by.externalId);
  const [row] = await select(tx).where(named);
  return row ?? null;
}

export type RecordFilter = { externalId?: string | undefined; ownerEmail?: string | undefined };

/** The newest first. `after` is the last one of the page before. */
export async function listTenantRecords(
  tx: Transaction,
  { externalId, ownerEmail }: RecordFilter,
  { limit, after }: { limit: number; after: Id<"tenant"> | undefined },
): Promise<TenantRecord[]> {
  return select(tx)
    .where(
      and(
        externalId === undefined ? undefined : eq(tenants.externalId, externalId),
        ownerEmail === undefined ? undefined : isOwnedBy(tx, ownerEmail),
        after && isOlderThan(after),
      ),
    )
    .orderBy(desc(tenants.createdAt), desc(tenants.id))
    .limit(limit);
}

/** Of a page that begins after a tenant that does not exist, nothing. */
const isOlderThan = (id: Id<"tenant">): SQL | undefined => {
  const createdAt = sql`(select created_at from tenants as last where last.id = ${id})`;
  return or(lt(tenants.createdAt, createdAt), and(eq(tenants.createdAt, createdAt), lt(tenants.id, id)));
};

const isOwnedBy = (tx: Transaction, email: string): SQL =>
  exists(
    tx
      .select({ one: sql`1` })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(
        and(
          eq(members.tenantId, tenants.id),
          eq(members.role, "owner"),
          sql`lower(${users.email}) = ${email.toLowerCase()}`,
        ),
      ),
  );

/** The owners of these tenants, who joined first first. */
export async function ownersOf(tx: Transaction, tenantIds: Id<"tenant">[]) {
  if (tenantIds.length === 0) return [];
  return tx
    .select({
      tenantId: members.tenantId,
      id: users.id,
      email: users.email,
      name: users.name,
      externalId: members.externalId,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(inArray(members.tenantId, tenantIds), eq(members.role, "owner")))
    .orderBy(asc(members.joinedAt), asc(members.userId));
}
