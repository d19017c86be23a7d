import { z } from "zod";
import { members } from "@/drizzle/schema";
import { memberRoles } from "@/lib/domain/access/actions";
import { invariant, Refused } from "@/lib/domain/errors";
import { emailAddress, foreignId, personName } from "@/lib/features/foundation/input/input-rules";
import { staffOnTenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { isStaffAddress } from "@/lib/features/people/invitations/is-staff-address";
import { findOpenInvitation } from "@/lib/features/people/invitations/queries";
import { close } from "@/lib/features/people/invitations/write-invitation";
import { tenantLocale } from "@/lib/features/people/tenants/tenant-rules";
import { insertUser } from "./insert-user";
import { type MemberRecord, toRecord } from "./member-records";
import { notifyOwnersOfRole } from "./notify-owners-of-role";
import { membersOf } from "./queries";
import { refuseTakenId } from "./refuse-taken-id";

/**
 * The SaaS's own servers make somebody a member at once: they vouch for them, so nobody is invited. To sign in by mail still
 * takes the mailbox. The same person again, with the same role and id, is no second one.
 */
export const addMember = useCase(staffOnTenant("members.add", { locks: true }), {
  input: z.strictObject({
    email: emailAddress.transform((email) => email.toLowerCase()),
    name: personName(100).min(1),
    role: z.enum(memberRoles),
    externalId: foreignId.optional(),
    /** In which language they are written to; the tenant's unless it is said. */
    locale: tenantLocale.optional(),
  }),
  async write({
    ctx,
    input,
    tx,
    tenantId,
    standing,
    audit,
  }): Promise<{ member: MemberRecord; isNew: boolean }> {
    const { tenant } = standing;
    const { email, name, role, externalId, locale = tenant.locale } = input;
    const known = (await membersOf(tx, tenantId)).find((member) => member.email.toLowerCase() === email);
    if (known) {
      const differs = [
        ...(known.role === role ? [] : ["role"]),
        ...(externalId === undefined || known.externalId === externalId ? [] : ["externalId"]),
      ];
      if (differs.length > 0) refuseOther(differs);
      return { member: toRecord(known, tenant.paymentAdministratorId), isNew: false };
    }
    if (await isStaffAddress(tx, email))
      throw new Refused("invalid_input", { fields: [{ field: "email", rule: "staff_address" }] });
    await refuseTakenId(tx, tenantId, externalId);
    const userId = await insertUser(tx, ctx, { email, name, locale });
    await tx.insert(members).values({ tenantId, userId, role, externalId, joinedAt: ctx.now });
    const invitation = await findOpenInvitation(tx, tenantId, { email });
    if (invitation) await close(tx, invitation, { acceptedAt: ctx.now });
    await audit({ action: "members.added", about: userId, after: { email, role } });
    await notifyOwnersOfRole(tx, ctx, tenant, { person: { id: userId, name, email }, from: null, to: role });
    const made = (await membersOf(tx, tenantId)).find(({ id }) => id === userId);
    invariant(made, "a member just written exists");
    return { member: toRecord(made, tenant.paymentAdministratorId), isNew: true };
  },
});

function refuseOther(differs: string[]): never {
  const fields = differs.map((field) => ({ field, rule: "known_with_other_content" }));
  throw new Refused("known_with_other_content", { fields });
}
