import { z } from "zod";
import { staffRoles } from "@/lib/domain/access/actions";
import { Refused } from "@/lib/domain/errors";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { id } from "@/lib/features/foundation/input/id";
import { emailAddress, personName } from "@/lib/features/foundation/input/input-rules";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findOpenInvitation } from "@/lib/features/people/invitations/queries";
import {
  close,
  type InvitationMail,
  renewInvitation,
  writeInvitation,
} from "@/lib/features/people/invitations/write-invitation";
import { locales } from "@/lib/i18n/locales";
import { lockStaff } from "./queries";

/** Staff belong to no tenant, so the last day is a day of UTC. */
const mail: InvitationMail = { template: "invitation_staff", tenant: "", timeZone: "UTC" };

/** Invites somebody by e-mail to the staff. */
export const inviteStaff = useCase(staff("staff.manage"), {
  input: z.strictObject({
    email: emailAddress.transform((email) => email.toLowerCase()),
    name: personName(100),
    role: z.enum(staffRoles),
    locale: z.enum(locales),
  }),
  async write({ ctx, input, tx, audit }): Promise<{ invited: boolean }> {
    const staff = await lockStaff(tx);
    if (staff.some(({ email }) => email === input.email))
      throw new Refused("invalid_input", { fields: [{ field: "email", rule: "already_staff" }] });
    const answer = await writeInvitation(tx, ctx, backOffice, input, mail);
    if (answer.invited)
      await audit({ action: "staff.invited", after: { email: input.email, role: input.role } });
    return answer;
  },
});

const invitationId = z.strictObject({
  invitationId: id("invitation"),
});

/** Sends an open or expired invitation again, with a new link; the one sent before stops working. */
export const resendStaffInvitation = useCase(staff("staff.manage"), {
  input: invitationId,
  async write({ ctx, input, tx, audit }): Promise<{ sent: boolean }> {
    const invitation = await findOpenInvitation(tx, backOffice, { id: input.invitationId });
    if (!invitation) throw new Refused("invitation_closed");
    const answer = await renewInvitation(tx, ctx, invitation, mail);
    if (answer.sent) await audit({ action: "staff.invitation_resent", after: { email: invitation.email } });
    return answer;
  },
});

/** Takes an invitation back: its link stops working. Again, it does nothing. */
export const withdrawStaffInvitation = useCase(staff("staff.manage"), {
  input: invitationId,
  async write({ ctx, input, tx, audit }): Promise<{ withdrawn: boolean }> {
    const invitation = await findOpenInvitation(tx, backOffice, { id: input.invitationId });
    if (!invitation) return { withdrawn: false };
    await close(tx, invitation, { withdrawnAt: ctx.now });
    const { email, role } = invitation;
    await audit({ action: "staff.invitation_withdrawn", before: { email, role } });
    return { withdrawn: true };
  },
});
