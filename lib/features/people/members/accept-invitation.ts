import { eq } from "drizzle-orm";
import { z } from "zod";
import { invitations, members, tenants, users } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import type { MemberRole, StaffRole } from "@/lib/domain/access/actions";
import { userActor } from "@/lib/domain/access/actor";
import { invariant, Refused } from "@/lib/domain/errors";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import type { Context } from "@/lib/features/foundation/context/context";
import { personName } from "@/lib/features/foundation/input/input-rules";
import { parseInput } from "@/lib/features/foundation/input/parse-input";
import { lockTenant } from "@/lib/features/foundation/use-case/lock-tenant";
import { bearer } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { tokenHash } from "@/lib/features/people/invitations/invitation-token";
import type { Invitation } from "@/lib/features/people/invitations/queries";
import { opensMore, stateOf } from "@/lib/features/people/invitations/read-invitation";
import { close } from "@/lib/features/people/invitations/write-invitation";
import { notifyOwnersOfRole } from "./notify-owners-of-role";

/**
 * Who has come in, and where they go. The link in their mailbox has proven who they are; if that opened more than this
 * invitation, they were signed in before.
 */
export type Accepted = { email: string; path: string };

/**
 * Takes an invitation. Its link proves the mailbox, so no other permission is asked of newcomers, who say their name.
 * Somebody who has an account already must be signed in (`signedInAs`, their address): a forwarded mail is no key to
 * their account. The SaaS's own people join no tenant. Works once; somebody who is a member already only gets in.
 */
export const acceptInvitation = useCase(bearer(), {
  input: z.strictObject({
    token: z.string(),
    name: z.string(),
    signedInAs: z.string().nullable().default(null),
  }),
  async write({ ctx, tx, input: { token, name, signedInAs } }): Promise<Accepted> {
    const invitation = await lockInvitation(tx, token);
    if (stateOf(invitation, ctx.now) !== "open") throw new Refused("invitation_closed");
    if (signedInAs !== invitation.email && (await opensMore(tx, invitation)))
      throw new Refused("unauthenticated");
    const person = await personOf(tx, ctx, invitation, name);
    const asPerson: Context = { ...ctx, actor: userActor(person) };
    await close(tx, invitation, { acceptedAt: ctx.now });
    const path =
      invitation.tenantId === backOffice
        ? await joinStaff(tx, asPerson, invitation, person)
        : await joinTenant(tx, asPerson, invitation, person);
    return { email: invitation.email, path };
  },
});

/** The tenant first and then the invitation, as every command on members does, so that none waits for another in a ring. */
async function lockInvitation(tx: Transaction, token: string): Promise<Invitation> {
  const byToken = eq(invitations.tokenHash, tokenHash(token));
  const [found] = await tx.select({ tenantId: invitations.tenantId }).from(invitations).where(byToken);
  if (!found) throw new Refused("not_found");
  await lockTenant(tx, found.tenantId);
  const [invitation] = await tx.select().from(invitations).where(byToken).for("update");
  if (!invitation) throw new Refused("not_found");
  return invitation;
}

const nameSchema = z.strictObject({ name: personName(100).min(1) });

type PersonRow = typeof users.$inferSelect;

async function personOf(
  tx: Transaction,
  ctx: Pick<Context, "now">,
  { email, locale }: Invitation,
  name: string,
): Promise<PersonRow> {
  const [known] = await tx.select().from(users).where(eq(users.email, email));
  if (known) return known;
  const input = parseInput(nameSchema, { name });
  const [made] = await tx
    .insert(users)
    .values({ id: newId("user"), email, name: input.name, locale, createdAt: ctx.now })
    .returning();
  invariant(made, "a person just written exists");
  return made;
}

async function joinTenant(
  tx: Transaction,
  ctx: Context,
  { tenantId, role, email, invitedByName }: Invitation,
  person: PersonRow,
): Promise<string> {
  if (person.staffRole) throw new Refused("staff_are_no_members");
  const joined = await tx
    .insert(members)
    .values({ tenantId, userId: person.id, role: role as MemberRole, joinedAt: ctx.now })
    .onConflictDoNothing()
    .returning({ role: members.role });
  const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
  invariant(tenant, `tenant ${tenantId} exists`);
  if (tenant.closedAt) throw new Refused("invitation_closed");
  if (joined.length > 0) {
    await recordAudit(tx, ctx, tenantId, {
      action: "members.joined",
      about: person.id,
      after: { email, role },
    });
    const change = { person, from: null, to: role as MemberRole, by: invitedByName };
    await notifyOwnersOfRole(tx, ctx, tenant, change);
  }
  return `/t/${tenant.slug}`;
}

async function joinStaff(
  tx: Transaction,
  ctx: Context,
  { role, email }: Invitation,
  person: PersonRow,
): Promise<string> {
  await tx
    .update(users)
    .set({ staffRole: role as StaffRole })
    .where(eq(users.id, person.id));
  await recordAudit(tx, ctx, backOffice, { action: "staff.joined", after: { email, role } });
  return "/console";
}
