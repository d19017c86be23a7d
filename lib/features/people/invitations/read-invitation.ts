import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { invitations, members, tenants, users } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { MemberRole, StaffRole } from "@/lib/domain/access/actions";
import { Refused } from "@/lib/domain/errors";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { bearer } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { tokenHash } from "./invitation-token";
import type { Invitation } from "./queries";

/** What an invitation is good for now. */
export type InvitationState = "open" | "accepted" | "withdrawn" | "expired";

export function stateOf(
  invitation: Pick<Invitation, "acceptedAt" | "withdrawnAt" | "expiresAt">,
  now: Date,
): InvitationState {
  if (invitation.acceptedAt) return "accepted";
  if (invitation.withdrawnAt) return "withdrawn";
  return invitation.expiresAt > now ? "open" : "expired";
}

/** What the page behind an invitation's link says. `tenant` is null in an invitation to the staff. */
export type InvitationFacts = {
  state: InvitationState;
  email: string;
  invitedByName: string;
  tenant: { name: string; slug: string } | null;
  memberRole: MemberRole | null;
  staffRole: StaffRole | null;
  /** The person's name if Choba knows it; then they need not enter it. */
  name: string;
  isKnown: boolean;
  /** They have to be signed in to take it: the link is no key to what they have already. */
  needsSignIn: boolean;
  /** The tenant was created for them: they own it already and only need a link to sign in. */
  isOwner: boolean;
};

/**
 * Whether signing in would give the person more than this invitation does: staff, members of other tenants, and people who
 * have signed in to this one. The invitation's link then signs nobody in; they do that themselves.
 */
export async function opensMore(
  tx: Transaction,
  { tenantId, email }: Pick<Invitation, "tenantId" | "email">,
): Promise<boolean> {
  const rows = await tx
    .select({ staffRole: users.staffRole, verifiedAt: users.emailVerifiedAt, tenantId: members.tenantId })
    .from(users)
    .leftJoin(members, eq(members.userId, users.id))
    .where(eq(users.email, email));
  return rows.some(
    (row) => row.staffRole || (row.tenantId && (row.tenantId !== tenantId || row.verifiedAt !== null)),
  );
}

/** The invitation behind a link, for anyone who has it: only the mail contains the token. */
export const readInvitation = useCase(bearer(), {
  input: z.strictObject({ token: z.string() }),
  async read({ ctx, tx, input: { token } }): Promise<InvitationFacts> {
    if (token.length > 100) throw new Refused("not_found");
    const [row] = await tx
      .select({ invitation: invitations, tenant: { name: tenants.name, slug: tenants.slug } })
      .from(invitations)
      .leftJoin(tenants, eq(tenants.id, invitations.tenantId))
      .where(eq(invitations.tokenHash, tokenHash(token)));
    if (!row) throw new Refused("not_found");
    const { invitation, tenant } = row;
    const [person] = await tx
      .select({ name: users.name, memberRole: members.role })
      .from(users)
      .leftJoin(members, and(eq(members.userId, users.id), eq(members.tenantId, invitation.tenantId)))
      .where(eq(users.email, invitation.email));
    const isOfStaff = invitation.tenantId === backOffice;
    return {
      state: stateOf(invitation, ctx.now),
      email: invitation.email,
      invitedByName: invitation.invitedByName,
      tenant,
      memberRole: isOfStaff ? null : (invitation.role as MemberRole),
      staffRole: isOfStaff ? (invitation.role as StaffRole) : null,
      name: person?.name ?? invitation.name,
      isKnown: person !== undefined,
      needsSignIn: await opensMore(tx, invitation),
      isOwner: person?.memberRole === "owner",
    };
  },
});
