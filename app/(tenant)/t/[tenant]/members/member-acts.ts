import type { MemberActs } from "@/components/people/member-acts";
import { changeRole, invite, leave, remove, resend, withdraw } from "./actions";

/** The acts on one tenant's members. */
export const memberActs = (slug: string): MemberActs => ({
  invite: invite.bind(null, slug),
  resend: resend.bind(null, slug),
  withdraw: withdraw.bind(null, slug),
  changeRole: changeRole.bind(null, slug),
  remove: remove.bind(null, slug),
  leave: leave.bind(null, slug),
});
