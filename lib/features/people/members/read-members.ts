import { z } from "zod";
import { type MemberRole, may, memberRoles } from "@/lib/domain/access/actions";
import {
  bringsInMembersOnly,
  membershipRefusal,
  rolesToGive,
  successorOf,
} from "@/lib/domain/access/membership";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type InvitationView, openInvitationViews } from "@/lib/features/people/invitations/queries";
import type { MemberView } from "./list-members";
import { membersOf, ownerIsHere } from "./queries";

/** A member, and what the reader may do about them. */
export type ManagedMember = MemberView & {
  /** Other roles that the reader may give. */
  roles: MemberRole[];
  mayRemove: boolean;
  /** They own the tenant already but have not been here yet: their mail can be sent again. */
  invitation: InvitationView<MemberRole> | null;
};

export type MembersOverview = {
  members: ManagedMember[];
  /** People who were invited and have not accepted yet; only for those who may invite. */
  invitations: InvitationView<MemberRole>[];
  /** The roles in which the reader may invite; none for those who may not. */
  rolesToGive: MemberRole[];
  /** The reader is its sales rep, and an owner has come in: who has a say is the tenant's to decide. */
  bringsInMembersOnly: boolean;
  /** Who acts on payments if the payment administrator goes and nobody is named. */
  successorId: string | null;
  mayChangePaymentAdministrator: boolean;
  /** False for staff who are no members, and for a last owner. */
  mayLeave: boolean;
};

/** All that the page of members shows, of this tenant and of no other. */
export const readMembers = useCase(tenant("members.view"), {
  input: z.strictObject({}),
  async read({ ctx, tx, tenantId, standing: { tenant, roles } }): Promise<MembersOverview> {
    const rows = await membersOf(tx, tenantId);
    const owners = rows.filter(({ role }) => role === "owner").length;
    const manages = may(roles, "members.manage");
    const views = manages ? await openInvitationViews<MemberRole>(tx, tenantId, ctx.now) : [];
    const isHere = await ownerIsHere(tx, tenantId);
    const given = manages ? rolesToGive(roles, isHere) : [];
    const payerId = tenant.paymentAdministratorId;
    const allows = (member: (typeof rows)[number], to: MemberRole | null, isOwnDeparture = false) =>
      membershipRefusal({
        by: roles,
        isOwnDeparture,
        from: member.role,
        to,
        isPaymentAdministrator: member.id === payerId,
        owners,
        ownerIsHere: isHere,
      }) === null;
    const ownId = ctx.actor.kind === "user" ? ctx.actor.userId : null;
    const own = rows.find(({ id }) => id === ownId);
    const mayName = may(roles, "payment_administrator.change");
    return {
      members: rows.map((row) => ({
        id: row.id,
        name: row.name,
        email: row.email,
        role: row.role,
        isPaymentAdministrator: row.id === payerId,
        joinedAt: row.joinedAt.toISOString(),
        roles: manages
          ? memberRoles.filter((role) => role !== row.role && given.includes(role) && allows(row, role))
          : [],
        mayRemove: manages && row.id !== ownId && allows(row, null),
        invitation: views.find(({ email }) => email === row.email) ?? null,
      })),
      invitations: views.filter(({ email }) => !rows.some((row) => row.email === email)),
      rolesToGive: [...given],
      bringsInMembersOnly: manages && bringsInMembersOnly(roles, isHere),
      successorId:
        successorOf(
          rows.filter(({ id }) => id !== payerId),
          undefined,
        )?.id ?? null,
      mayChangePaymentAdministrator: mayName,
      mayLeave: own !== undefined && allows(own, null, true),
    };
  },
});
