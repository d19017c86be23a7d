import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { members, users } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { type Id, isId } from "@/lib/domain/ids";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { externalPrefix } from "@/lib/features/people/tenants/queries";
import { readMailAddress } from "@/lib/http/mail-address";

/** A member by Choba's id (`usr_…`), by `external:` and the SaaS's own id, or by e-mail address; null: nobody there. */
export async function findMemberId(
  tx: Transaction,
  tenantId: Id<"tenant">,
  reference: string,
): Promise<Id<"user"> | null> {
  if (reference.includes("\0")) return null;
  const named = isId("user", reference)
    ? eq(members.userId, reference)
    : reference.startsWith(externalPrefix)
      ? eq(members.externalId, reference.slice(externalPrefix.length))
      : eq(sql`lower(${users.email})`, (readMailAddress(reference) ?? reference.trim()).toLowerCase());
  const [row] = await tx
    .select({ id: members.userId })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.tenantId, tenantId), named));
  return row?.id ?? null;
}

/** The same for those who may see the members. */
export const resolveMember = useCase(tenant("members.view"), {
  input: z.strictObject({ reference: z.string() }),
  read: ({ tx, tenantId, input }) => findMemberId(tx, tenantId, input.reference),
});
