import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { members } from "@/drizzle/schema";
import { type MemberRole, memberRoles } from "@/lib/domain/access/actions";
import { membershipRefusal } from "@/lib/domain/access/membership";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { id } from "@/lib/features/foundation/input/id";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase, type Writing } from "@/lib/features/foundation/use-case/use-case";
import { notifyOwnersOfRole } from "./notify-owners-of-role";
import { countOwners, findMember, ownerIsHere } from "./queries";

/** Gives a member another role. Who acts on payments stays as it is. */
export const changeMemberRole = useCase(tenant("members.manage", { locks: true }), {
  input: z.strictObject({ userId: id("user", "not_a_member"), role: z.enum(memberRoles) }),
  write: (scope) => writeRole(scope, scope.input.userId, scope.input.role),
});

/** `changeMemberRole` within a step of the caller's, which has asked the same permission. */
export async function writeRole(
  { ctx, tx, tenantId, standing, audit }: Omit<Writing<unknown>, "input">,
  userId: Id<"user">,
  role: MemberRole,
): Promise<{ changed: boolean }> {
  const member = await findMember(tx, tenantId, userId);
  if (!member) throw new Refused("not_a_member");
  if (member.role === role) return { changed: false };
  const refusal = membershipRefusal({
    by: standing.roles,
    isOwnDeparture: false,
    from: member.role,
    to: role,
    isPaymentAdministrator: member.id === standing.tenant.paymentAdministratorId,
    owners: await countOwners(tx, tenantId),
    ownerIsHere: await ownerIsHere(tx, tenantId),
  });
  if (refusal) throw new Refused(refusal);
  await tx
    .update(members)
    .set({ role })
    .where(and(eq(members.tenantId, tenantId), eq(members.userId, member.id)));
  const change = { person: member, from: member.role, to: role };
  await notifyOwnersOfRole(tx, ctx, standing.tenant, change);
  await audit({
    action: "members.role_changed",
    about: member.id,
    before: { role: member.role },
    after: { email: member.email, role },
  });
  return { changed: true };
}
