import { and, eq } from "drizzle-orm";
import { invitations } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { actorName } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import { formatDate } from "@/lib/i18n/format";
import { refuseTooMany } from "./invitation-limits";
import { invitationLivesMs, newToken, tokenHash } from "./invitation-token";
import { findOpenInvitation, type Invitation } from "./queries";

/** A second click is no second mail: what was sent within this time is not sent again. */
const justSentMs = 30_000;

/** What the mail is about: which words it has, and in which time zone its last day is given. */
export type InvitationMail = {
  template: "invitation" | "invitation_owner" | "invitation_staff";
  /** The tenant's name; of no use in an invitation to the staff. */
  tenant: string;
  timeZone: string;
};

export type NewInvitation = Pick<Invitation, "email" | "name" | "role" | "locale">;

/**
 * Invites an address and mails the link, in the caller's transaction, which also writes it to the log. The same invitation twice in a row is one; an
 * expired one is made again; another one that is still open is to be sent again or withdrawn instead.
 */
export async function writeInvitation(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  wanted: NewInvitation,
  mail: InvitationMail,
): Promise<{ invited: boolean }> {
  const open = await findOpenInvitation(tx, tenantId, { email: wanted.email });
  if (open && open.role === wanted.role && wasJustSent(open, ctx.now)) return { invited: false };
  if (open && open.expiresAt > ctx.now)
    throw new Refused("invalid_input", { fields: [{ field: "email", rule: "already_invited" }] });
  await refuseTooMany(tx, tenantId, wanted.email, ctx.now);
  if (open) await close(tx, open, { withdrawnAt: ctx.now });
  const token = newToken();
  const invitation = {
    tenantId,
    id: newId("invitation"),
    ...wanted,
    tokenHash: tokenHash(token),
    invitedByName: actorName(ctx),
    sentAt: ctx.now,
    expiresAt: new Date(ctx.now.getTime() + invitationLivesMs),
  };
  await tx.insert(invitations).values(invitation);
  await sendInvitation(tx, ctx, invitation, token, mail);
  return { invited: true };
}

/** Mails a new link, which alone works from now on, and lets it live as long as a first one. */
export async function renewInvitation(
  tx: Transaction,
  ctx: Context,
  invitation: Invitation,
  mail: InvitationMail,
): Promise<{ sent: boolean }> {
  if (wasJustSent(invitation, ctx.now)) return { sent: false };
  await refuseTooMany(tx, invitation.tenantId, invitation.email, ctx.now);
  const token = newToken();
  const expiresAt = new Date(ctx.now.getTime() + invitationLivesMs);
  await tx
    .update(invitations)
    .set({ tokenHash: tokenHash(token), sentAt: ctx.now, expiresAt })
    .where(and(eq(invitations.tenantId, invitation.tenantId), eq(invitations.id, invitation.id)));
  await sendInvitation(tx, ctx, { ...invitation, expiresAt }, token, mail);
  return { sent: true };
}

export async function close(
  tx: Transaction,
  { tenantId, id }: Pick<Invitation, "tenantId" | "id">,
  end: { acceptedAt: Date } | { withdrawnAt: Date },
): Promise<void> {
  await tx
    .update(invitations)
    .set(end)
    .where(and(eq(invitations.tenantId, tenantId), eq(invitations.id, id)));
}

const wasJustSent = ({ sentAt }: Invitation, now: Date): boolean =>
  now.getTime() - sentAt.getTime() < justSentMs;

const sendInvitation = (
  tx: Transaction,
  ctx: Context,
  invitation: Pick<Invitation, "tenantId" | "id" | "email" | "name" | "locale" | "expiresAt">,
  token: string,
  { template, tenant, timeZone }: InvitationMail,
) =>
  enqueueMail(tx, ctx, invitation.tenantId, {
    to: invitation.email,
    locale: invitation.locale,
    template,
    values: {
      name: invitation.name || invitation.email,
      inviter: actorName(ctx),
      tenant,
      until: formatDate(invitation.expiresAt.toISOString(), timeZone, invitation.locale, "long"),
    },
    path: `/invitations/${token}`,
    subject: `invitation:${invitation.id}`,
  });
