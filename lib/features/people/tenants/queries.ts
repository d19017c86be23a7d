import { and, asc, eq, exists, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import { members, tenants, users } from "@/drizzle/schema";
import { type Answer, knownAnswers } from "@/lib/db/known-answers";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import type { MemberRole } from "@/lib/domain/access/actions";
import { type Id, isId } from "@/lib/domain/ids";
import { readMailAddress } from "@/lib/http/mail-address";

/** In front of what the SaaS's own servers call a tenant or a member. Neither slugs nor our ids have a colon. */
export const externalPrefix = "external:";
const longestReference = externalPrefix.length + 255;

/**
 * Finds a tenant by its id, its slug, or `external:` and the SaaS's own id, for anyone; each use-case decides what the caller may see. Whoever calls a server
 * action may send something else than text.
 */
export const findTenantId = async (reference: unknown): Promise<Id<"tenant"> | null> =>
  (await findKnownTenantId(reference, { asks: true })).value;

/** The same, and also from what the process remembers, unless it is to ask. */
export async function findKnownTenantId(
  reference: unknown,
  asking: { asks: boolean },
): Promise<Answer<Id<"tenant">>> {
  if (typeof reference !== "string" || reference.length > longestReference || reference.includes("\0"))
    return { value: null, known: null };
  return tenantIds.find(reference, asking);
}

const tenantIds = knownAnswers<Id<"tenant">>({
  async ask(references) {
    const ids = references.filter((reference) => isId("tenant", reference));
    const externalIds = references.flatMap((reference) =>
      reference.startsWith(externalPrefix) ? [reference.slice(externalPrefix.length)] : [],
    );
    const slugs = references.filter((reference) => !isId("tenant", reference));
    const rows = await acrossTenants((tx) =>
      tx
        .select({ id: tenants.id, slug: tenants.slug, externalId: tenants.externalId })
        .from(tenants)
        .where(
          or(
            inArray(tenants.id, ids),
            inArray(tenants.slug, slugs),
            inArray(tenants.externalId, externalIds),
          ),
        ),
    );
    return new Map(
      rows.flatMap(({ id, slug, externalId }): [string, Id<"tenant">][] => [
        [slug, id],
        [id, id],
        [`${externalPrefix}${externalId}`, id],
      ]),
    );
  },
});

/** Who sells to the tenant as of this statement, whatever the transaction has read before. */
export async function salesModelOf(tx: Transaction, tenantId: Id<"tenant">) {
  const [row] = await tx
    .select({ salesModel: tenants.salesModel })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  return row?.salesModel ?? null;
}

export type OwnTenant = {
  id: Id<"tenant">;
  slug: string;
  name: string;
  timeZone: string;
  role: MemberRole;
  isPaymentAdministrator: boolean;
};

/** The tenants a person belongs to, by name. */
export async function tenantsOfUser(userId: Id<"user">): Promise<OwnTenant[]> {
  const rows = await acrossTenants((tx) =>
    tx
      .select({
        id: tenants.id,
        slug: tenants.slug,
        name: tenants.name,
        timeZone: tenants.timeZone,
        role: members.role,
        paymentAdministratorId: tenants.paymentAdministratorId,
      })
      .from(members)
      .innerJoin(tenants, eq(tenants.id, members.tenantId))
      .where(and(eq(members.userId, userId), isNull(tenants.closedAt)))
      .orderBy(asc(tenants.name)),
  );
  return rows.map(({ paymentAdministratorId, ...row }) => ({
    ...row,
    isPaymentAdministrator: paymentAdministratorId === userId,
  }));
}

export type Person = {
  id: Id<"user">;
  name: string;
  email: string;
  locale: "en" | "ja";
  staffRole: (typeof users.$inferSelect)["staffRole"];
  /** The one tenant that this session of theirs reaches; absent: all that they belong to. */
  onlyIn?: Id<"tenant">;
};

/**
 * The person behind a session or a sign-in, as they are now; null if they have gone. A person has gone who was removed
 * from the staff or from their last tenant: their sessions end with the next click.
 */
export async function findPerson(by: { id: Id<"user"> } | { email: string }): Promise<Person | null> {
  const named =
    "id" in by
      ? eq(users.id, by.id)
      : eq(users.email, (readMailAddress(by.email) ?? by.email.trim()).toLowerCase());
  const [row] = await acrossTenants((tx) =>
    tx
      .select(personColumns)
      .from(users)
      .where(and(named, hasNotGone(tx))),
  );
  return row ?? null;
}

export const personColumns = {
  id: users.id,
  name: users.name,
  email: users.email,
  locale: users.locale,
  staffRole: users.staffRole,
};

/** The user still belongs to the staff, or to a tenant that is not closed. */
export const hasNotGone = (tx: Transaction) =>
  or(
    isNotNull(users.staffRole),
    exists(
      tx
        .select({ one: sql`1` })
        .from(members)
        .innerJoin(tenants, and(eq(tenants.id, members.tenantId), isNull(tenants.closedAt)))
        .where(eq(members.userId, users.id)),
    ),
  );
