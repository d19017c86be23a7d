import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import type { changeMemberRole } from "@/lib/features/people/members/change-member-role";
import type {
  inviteMember,
  resendInvitation,
  withdrawInvitation,
} from "@/lib/features/people/members/invite-member";
import type { leaveTenant, removeMember } from "@/lib/features/people/members/remove-member";

/** What can be done with an open invitation, to a tenant or to the staff. */
export type InvitationActions = {
  resend: ActionOf<typeof resendInvitation>;
  withdraw: ActionOf<typeof withdrawInvitation>;
};

/** What can be done with a tenant's members; its own pages and the console bring the functions. */
export type MemberActions = {
  inviteMember: ActionOf<typeof inviteMember>;
  resendInvitation: ActionOf<typeof resendInvitation>;
  withdrawInvitation: ActionOf<typeof withdrawInvitation>;
  changeMemberRole: ActionOf<typeof changeMemberRole>;
  removeMember: ActionOf<typeof removeMember>;
  leaveTenant: ActionOf<typeof leaveTenant>;
};
