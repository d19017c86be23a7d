import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import type { changeStaffRole, removeStaff } from "@/lib/features/people/staff/change-staff";
import type {
  inviteStaff,
  resendStaffInvitation,
  withdrawStaffInvitation,
} from "@/lib/features/people/staff/invite-staff";

/** What SaaS admins can do with the staff. */
export type StaffActions = {
  inviteStaff: ActionOf<typeof inviteStaff>;
  resendStaffInvitation: ActionOf<typeof resendStaffInvitation>;
  withdrawStaffInvitation: ActionOf<typeof withdrawStaffInvitation>;
  changeStaffRole: ActionOf<typeof changeStaffRole>;
  removeStaff: ActionOf<typeof removeStaff>;
};
