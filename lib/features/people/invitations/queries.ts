import { and, asc, eq, isNull } from "drizzle-orm";
import { invitations } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { MemberRole, StaffRole } from "@/lib/domain/access/actions";
import type { Id } from "@/lib/domain/ids";
import { type Undelivered, undeliveredAbout } from "@/lib/features/foundation/mail/undelivered";

export type Invitation = typeof invitations.$inferSelect;

/** An open invitation as those see it who may send it again or withdraw it. */
export type InvitationView<Role = MemberRole | StaffRole> = {
  id: string;
  email: string;
  name: string;
  role: Role;
  invitedByName: string;
  sentAt: string;
  expiresAt: string;
  expired: boolean;
  /** Its last mail did not arrive. */
  undelivered: Undelivered | null;
};

const isOpen = and(isNull(invitations.acceptedAt), isNull(invitations.withdrawnAt));

/** Neither accepted nor withdrawn, expired ones among them, oldest first. */
export const openInvitations = (tx: Transaction, tenantId: Id<"tenant">): Promise<Invitation[]> =>
  tx
    .select()
    .from(invitations)
    .where(and(eq(invitations.tenantId, tenantId), isOpen))
    .orderBy(asc(invitations.id));

export async function findOpenInvitation(
  tx: Transaction,
  tenantId: Id<"tenant">,
  which: { id: Id<"invitation"> } | { email: string },
): Promise<Invitation | null> {
  const condition = "id" in which ? eq(invitations.id, which.id) : eq(invitations.email, which.email);
  const [row] = await tx
    .select()
    .from(invitations)
    .where(and(eq(invitations.tenantId, tenantId), condition, isOpen))
    .for("update");
  return row ?? null;
}

/** Open invitations as those see them who manage them, with what became of their last mail. */
export async function openInvitationViews<Role extends MemberRole | StaffRole>(
  tx: Transaction,
  tenantId: Id<"tenant">,
  now: Date,
): Promise<InvitationView<Role>[]> {
  const open = await openInvitations(tx, tenantId);
  const undelivered = await undeliveredAbout(
    tx,
    open.map(({ id }) => `invitation:${id}` as const),
  );
  return open.map((row) => ({
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role as Role,
    invitedByName: row.invitedByName,
    sentAt: row.sentAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    expired: row.expiresAt <= now,
    undelivered: undelivered.get(`invitation:${row.id}`) ?? null,
  }));
}
