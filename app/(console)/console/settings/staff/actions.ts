"use server";

import { personAction } from "@/lib/auth/server-actions";
import {
  changeStaffRole as changeRole,
  removeStaff as remove,
} from "@/lib/features/people/staff/change-staff";
import {
  inviteStaff as invite,
  resendStaffInvitation as resend,
  withdrawStaffInvitation as withdraw,
} from "@/lib/features/people/staff/invite-staff";

export const inviteStaff = personAction(invite);
export const resendStaffInvitation = personAction(resend);
export const withdrawStaffInvitation = personAction(withdraw);
export const changeStaffRole = personAction(changeRole);
export const removeStaff = personAction(remove);
