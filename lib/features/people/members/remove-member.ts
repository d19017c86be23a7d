import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { members } from "@/drizzle/schema";
import { may } from "@/lib/domain/access/actions";
import { membershipRefusal, successorOf } from "@/lib/domain/access/membership";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { id } from "@/lib/features/foundation/input/id";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import type { Writing } from "@/lib/features/foundation/use-case/use-case";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findOpenInvitation } from "@/lib/features/people/invitations/queries";
import { close } from "@/lib/features/people/invitations/write-invitation";
import { findMemberId } from "./find-member-id";
import { handOverPayments } from "./hand-over-payments";
import { notifyOwnersOfRole } from "./notify-owners-of-role";
import { countOwners, membersOf, ownerIsHere, paymentAdministratorOf } from "./queries";

/** Who acts on payments afterwards, if the payment administrator goes; without a name the longest-standing owner does. */
const successorId = id("user", "not_a_member").optional();

/** Removes a member, who gets an e-mail and loses access at once. Repeating it does nothing. */
export const removeMember = useCase(tenant("members.manage", { locks: true }), {
  input: z.strictObject({ userId: id("user", "not_a_member"), successorId }),
  write: (scope) => depart(scope, scope.input.userId, scope.input.successorId),
});

/** The same by any name of the member's; somebody who is none is no error. */
export const removeMemberNamed = useCase(tenant("members.manage", { locks: true }), {
  input: z.strictObject({ reference: z.string() }),
  async write(scope) {
    const userId = await findMemberId(scope.tx, scope.tenantId, scope.input.reference);
    return userId ? depart(scope, userId, undefined) : { removed: false };
  },
});

/** Leaves the tenant. Everybody may, but not its last owner. */
export const leaveTenant = useCase(tenant("members.view", { locks: true }), {
  input: z.strictObject({ successorId }),
  async write(scope) {
    const { actor } = scope.ctx;
    if (actor.kind !== "user") throw new Refused("not_a_member");
    return depart(scope, actor.userId, scope.input.successorId);
  },
});

async function depart(
  scope: Pick<Writing<unknown>, "ctx" | "tx" | "tenantId" | "standing" | "audit">,
  leaverId: Id<"user">,
  namedId: Id<"user"> | undefined,
): Promise<{ removed: boolean }> {
  const { ctx, tx, tenantId, standing, audit } = scope;
  const everybody = await membersOf(tx, tenantId);
  const leaver = everybody.find(({ id }) => id === leaverId);
  if (!leaver) return { removed: false };
  const isOwnDeparture = ctx.actor.kind === "user" && ctx.actor.userId === leaverId;
  const { tenant, user: payer } = await paymentAdministratorOf(tx, tenantId);
  const owners = await countOwners(tx, tenantId);
  const refusal = membershipRefusal({
    by: standing.roles,
    isOwnDeparture,
    from: leaver.role,
    to: null,
    isPaymentAdministrator: payer.id === leaverId,
    owners,
    ownerIsHere: await ownerIsHere(tx, tenantId),
  });
  if (refusal) throw new Refused(refusal);

  if (payer.id === leaverId) {
    if (namedId && !may(standing.roles, "payment_administrator.change")) throw new Refused("forbidden");
    const others = everybody.filter(({ id }) => id !== leaverId);
    const successor = successorOf(others, namedId);
    if (!successor)
      throw new Refused("invalid_input", { fields: [{ field: "successorId", rule: "not_a_member" }] });
    await handOverPayments(tx, ctx, tenant, { from: payer, to: successor }, audit);
  }
  // A link that was mailed and never used must not bring them back.
  const invitation = await findOpenInvitation(tx, tenantId, { email: leaver.email });
  if (invitation) await close(tx, invitation, { withdrawnAt: ctx.now });
  await tx.delete(members).where(and(eq(members.tenantId, tenantId), eq(members.userId, leaverId)));
  const { name, email, role } = leaver;
  await audit({
    action: isOwnDeparture ? "members.left" : "members.removed",
    about: leaverId,
    before: { name, email, role },
  });
  await notifyOwnersOfRole(tx, ctx, tenant, { person: leaver, from: role, to: null });
  if (!isOwnDeparture)
    await enqueueMail(tx, ctx, tenantId, {
      to: email,
      locale: leaver.locale,
      template: "member_removed",
      values: { name, tenant: tenant.name },
      path: "/",
    });
  return { removed: true };
}
