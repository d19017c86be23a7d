import { changeMemberRole } from "@/lib/features/people/members/change-member-role";
import {
  inviteMember,
  resendInvitation,
  withdrawInvitation,
} from "@/lib/features/people/members/invite-member";
import { removeMember } from "@/lib/features/people/members/remove-member";
import { useDatabase } from "../support/use-database";
import { refuses } from "./everybody";

useDatabase();

const userId = "usr_00000000";
const invitationId = "invite_00000000";

refuses(
  {
    inviteMember: (ctx, tenantId) =>
      inviteMember(ctx, tenantId, { email: "x@example.com", name: "", role: "member" }),
    resendInvitation: (ctx, tenantId) => resendInvitation(ctx, tenantId, { invitationId }),
    withdrawInvitation: (ctx, tenantId) => withdrawInvitation(ctx, tenantId, { invitationId }),
    changeMemberRole: (ctx, tenantId) => changeMemberRole(ctx, tenantId, { userId, role: "owner" }),
    removeMember: (ctx, tenantId) => removeMember(ctx, tenantId, { userId }),
  },
  {
    forbidden: ["payer", "member", "another rep", "staff support", "key read", "key ingest"],
    notFound: ["stranger"],
  },
);
