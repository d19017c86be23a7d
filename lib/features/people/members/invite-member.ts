import { z } from "zod";
import { type MemberRole, memberRoles } from "@/lib/domain/access/actions";
import { bringsInMembersOnly, rolesToGive } from "@/lib/domain/access/membership";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { id } from "@/lib/features/foundation/input/id";
import { emailAddress, personName } from "@/lib/features/foundation/input/input-rules";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import type { Writing } from "@/lib/features/foundation/use-case/use-case";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { isStaffAddress } from "@/lib/features/people/invitations/is-staff-address";
import {
  findOpenInvitation,
  type Invitation,
  openInvitations,
} from "@/lib/features/people/invitations/queries";
import {
  close,
  type InvitationMail,
  renewInvitation,
  writeInvitation,
} from "@/lib/features/people/invitations/write-invitation";
import { membersOf, ownerIsHere } from "./queries";

/** Most open invitations of a tenant: no person needs more at once, and a script cannot send mails without end. */
const mostOpen = 200;

/**
 * Invites somebody by e-mail to join the tenant. The response does not show whether Choba knows the address from
 * elsewhere. Only addresses of staff are refused, because staff cannot be members.
 */
export const inviteMember = useCase(tenant("members.manage", { locks: true }), {
  input: z.strictObject({
    email: emailAddress.transform((email) => email.toLowerCase()),
    name: personName(100),
    role: z.enum(memberRoles),
  }),
  async write(scope): Promise<{ invited: boolean }> {
    const { ctx, input, tx, tenantId, standing, audit } = scope;
    await refuseUnlessGiven(scope, input.role);
    const everybody = await membersOf(tx, tenantId);
    if (everybody.some(({ email }) => email === input.email))
      throw new Refused("invalid_input", { fields: [{ field: "email", rule: "already_member" }] });
    if (await isStaffAddress(tx, input.email))
      throw new Refused("invalid_input", { fields: [{ field: "email", rule: "staff_address" }] });
    if ((await openCount(scope)) >= mostOpen)
      throw new Refused("limit_reached", { params: { maximum: mostOpen } });
    const invitation = { ...input, locale: standing.tenant.locale };
    const answer = await writeInvitation(tx, ctx, tenantId, invitation, mailOf(scope, "invitation"));
    if (answer.invited)
      await audit({ action: "members.invited", after: { email: input.email, role: input.role } });
    return answer;
  },
});

const invitationId = z.strictObject({
  invitationId: id("invitation"),
});

/** Sends an open or expired invitation again, with a new link; the one sent before stops working. */
export const resendInvitation = useCase(tenant("members.manage", { locks: true }), {
  input: invitationId,
  async write(scope): Promise<{ sent: boolean }> {
    const { ctx, tx, tenantId, audit } = scope;
    const invitation = await openOne(scope);
    if (await isStaffAddress(tx, invitation.email)) throw new Refused("staff_are_no_members");
    const everybody = await membersOf(tx, tenantId);
    // The person for whom the tenant was created owns it already, and only needs a link to sign in.
    const isMember = everybody.some(({ email }) => email === invitation.email);
    const template = isMember ? "invitation_owner" : "invitation";
    const answer = await renewInvitation(tx, ctx, invitation, mailOf(scope, template));
    if (answer.sent) await audit({ action: "members.invitation_resent", after: { email: invitation.email } });
    return answer;
  },
});

/** Takes an invitation back: its link stops working. Again, it does nothing. */
export const withdrawInvitation = useCase(tenant("members.manage", { locks: true }), {
  input: invitationId,
  async write(scope): Promise<{ withdrawn: boolean }> {
    const { ctx, tx, tenantId, audit, input } = scope;
    if (!(await findOpenInvitation(tx, tenantId, { id: input.invitationId }))) return { withdrawn: false };
    const invitation = await openOne(scope);
    await close(tx, invitation, { withdrawnAt: ctx.now });
    await audit({
      action: "members.invitation_withdrawn",
      before: { email: invitation.email, role: invitation.role },
    });
    return { withdrawn: true };
  },
});

type Scope = Pick<Writing<unknown>, "tx" | "tenantId" | "standing">;

/** The open invitation, if the asker may give its role. */
async function openOne(scope: Writing<{ invitationId: Id<"invitation"> }>): Promise<Invitation> {
  const { tx, tenantId, input } = scope;
  const invitation = await findOpenInvitation(tx, tenantId, { id: input.invitationId });
  if (!invitation) throw new Refused("invitation_closed");
  await refuseUnlessGiven(scope, invitation.role as MemberRole);
  return invitation;
}

/** Refuses a role that the asker may not give here and now. */
async function refuseUnlessGiven({ tx, tenantId, standing }: Scope, role: MemberRole): Promise<void> {
  const isHere = await ownerIsHere(tx, tenantId);
  if (rolesToGive(standing.roles, isHere).includes(role)) return;
  throw new Refused(bringsInMembersOnly(standing.roles, isHere) ? "owner_is_here" : "owners_only");
}

const openCount = async ({ tx, tenantId }: Scope): Promise<number> =>
  (await openInvitations(tx, tenantId)).length;

const mailOf = (
  { standing: { tenant } }: Scope,
  template: "invitation" | "invitation_owner",
): InvitationMail => ({ template, tenant: tenant.name, timeZone: tenant.timeZone });
