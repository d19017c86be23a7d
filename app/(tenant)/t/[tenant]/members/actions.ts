"use server";

import type { MemberActs } from "@/components/people/member-acts";
import { onTenant } from "@/lib/auth/guard";
import type { Id } from "@/lib/domain/ids";
import { changeMemberRole } from "@/lib/features/people/members/change-member-role";
import {
  inviteMember,
  resendInvitation,
  withdrawInvitation,
} from "@/lib/features/people/members/invite-member";
import { leaveTenant, removeMember } from "@/lib/features/people/members/remove-member";

/* The writes of the pages of members, the tenant's own and the console's: who may do what is asked by the use-cases. */

const named = (successorId: string) => (successorId ? { successorId: successorId as Id<"user"> } : {});

export async function invite(slug: string, ...[input]: Parameters<MemberActs["invite"]>) {
  return onTenant(slug, (ctx, tenantId) => inviteMember(ctx, tenantId, input));
}

export async function resend(slug: string, invitationId: string) {
  const input = { invitationId: invitationId as Id<"invitation"> };
  return onTenant(slug, (ctx, tenantId) => resendInvitation(ctx, tenantId, input));
}

export async function withdraw(slug: string, invitationId: string) {
  const input = { invitationId: invitationId as Id<"invitation"> };
  return onTenant(slug, (ctx, tenantId) => withdrawInvitation(ctx, tenantId, input));
}

export async function changeRole(slug: string, ...[userId, role]: Parameters<MemberActs["changeRole"]>) {
  const input = { userId: userId as Id<"user">, role };
  return onTenant(slug, (ctx, tenantId) => changeMemberRole(ctx, tenantId, input));
}

export async function remove(slug: string, userId: string, successorId: string) {
  const input = { userId: userId as Id<"user">, ...named(successorId) };
  return onTenant(slug, (ctx, tenantId) => removeMember(ctx, tenantId, input));
}

export async function leave(slug: string, successorId: string) {
  return onTenant(slug, (ctx, tenantId) => leaveTenant(ctx, tenantId, named(successorId)));
}
