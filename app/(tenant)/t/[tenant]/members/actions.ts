"use server";

import { tenantAction } from "@/lib/auth/server-actions";
import { changeMemberRole as changeRole } from "@/lib/features/people/members/change-member-role";
import {
  inviteMember as invite,
  resendInvitation as resend,
  withdrawInvitation as withdraw,
} from "@/lib/features/people/members/invite-member";
import { leaveTenant as leave, removeMember as remove } from "@/lib/features/people/members/remove-member";

/* For the pages of members, the tenant's own and the console's. */

export const inviteMember = tenantAction(invite);
export const resendInvitation = tenantAction(resend);
export const withdrawInvitation = tenantAction(withdraw);
export const changeMemberRole = tenantAction(changeRole);
export const removeMember = tenantAction(remove);
export const leaveTenant = tenantAction(leave);
