import { and, eq, sql } from "drizzle-orm";
import { members, users } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { type Id, isId } from "@/lib/domain/ids";
import { readMailAddress } from "@/lib/http/mail-address";

const external = "external:";

/** Finds one of a tenant's members by `usr_…`, by `external:` and the SaaS's own id, or by mail address. */
export async function findMemberId(
  tx: Transaction,
  tenantId: Id<"tenant">,
  reference: string,
): Promise<Id<"user"> | null> {
  const [member] = await tx
    .select({ id: members.userId })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.tenantId, tenantId), named(reference)));
  return member?.id ?? null;
}

function named(reference: string) {
  if (reference.startsWith(external)) return eq(members.externalId, reference.slice(external.length));
  if (isId("user", reference)) return eq(members.userId, reference);
  return eq(sql`lower(${users.email})`, (readMailAddress(reference) ?? reference).toLowerCase());
}
