"use server";

import type { StaffActs } from "@/components/people/staff-acts";
import { asPerson } from "@/lib/auth/guard";
import type { Id } from "@/lib/domain/ids";
import { changeStaffRole, removeStaff } from "@/lib/features/people/staff/change-staff";
import {
  inviteStaff,
  resendStaffInvitation,
  withdrawStaffInvitation,
} from "@/lib/features/people/staff/invite-staff";

/* The writes of the page of the staff; permission and input are checked by the use-cases. */

const rep = (handTo: string) => (handTo ? (handTo as Id<"user">) : null);

export async function invite(...[input]: Parameters<StaffActs["invite"]>) {
  return asPerson((ctx) => inviteStaff(ctx, input));
}

export async function resend(invitationId: string) {
  return asPerson((ctx) => resendStaffInvitation(ctx, { invitationId: invitationId as Id<"invitation"> }));
}

export async function withdraw(invitationId: string) {
  return asPerson((ctx) => withdrawStaffInvitation(ctx, { invitationId: invitationId as Id<"invitation"> }));
}

export async function changeRole(...[userId, role, handTo]: Parameters<StaffActs["changeRole"]>) {
  const input = { userId: userId as Id<"user">, role, handTo: rep(handTo) };
  return asPerson((ctx) => changeStaffRole(ctx, input));
}

export async function remove(userId: string, handTo: string) {
  return asPerson((ctx) => removeStaff(ctx, { userId: userId as Id<"user">, handTo: rep(handTo) }));
}
