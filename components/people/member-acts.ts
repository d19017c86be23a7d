import type { MemberRole } from "@/lib/domain/access/actions";
import type { Result } from "@/lib/domain/errors";

/** The server actions as the pages of members know them. */
export type InvitationActs = {
  resend(invitationId: string): Promise<Result<unknown>>;
  withdraw(invitationId: string): Promise<Result<unknown>>;
};

export type MemberActs = InvitationActs & {
  invite(input: { email: string; name: string; role: MemberRole }): Promise<Result<unknown>>;
  changeRole(userId: string, role: MemberRole): Promise<Result<unknown>>;
  /** `successorId` takes over the payments if the payment administrator goes; empty: the owner. */
  remove(userId: string, successorId: string): Promise<Result<unknown>>;
  leave(successorId: string): Promise<Result<unknown>>;
};
