import type { tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { MemberRole } from "@/lib/domain/access/actions";
import type { Id } from "@/lib/domain/ids";
import { actorName } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import { membersOf } from "./queries";

type NamedTenant = Pick<typeof tenants.$inferSelect, "id" | "name" | "slug">;
type NamedPerson = { id: Id<"user">; name: string; email: string };

/** Whose role becomes which: null before they join and after they go. */
type RoleChange = { person: NamedPerson; from: MemberRole | null; to: MemberRole | null };

/**
 * Mails the tenant's other owners, in the caller's transaction, about a person who gets or loses rights, so that nobody gets
 * them unseen. Mailed are new owners, admins who join by invitation, and each change by staff. Changes of admins by the
 * tenant's own people are not mailed: the page of members shows them.
 */
export async function notifyOwnersOfRole(
  tx: Transaction,
  ctx: Context,
  tenant: NamedTenant,
  /** `by`: who invited them; otherwise the caller. */
  { person, from, to, by = actorName(ctx) }: RoleChange & { by?: string },
): Promise<void> {
  const byStaff = ctx.actor.kind === "user" && ctx.actor.staffRole !== null;
  if (to === "owner") return notifyOwners(tx, ctx, tenant, person, "owner_added", { owner: person.name });
  const rises = to === "admin" && from !== "owner";
  if (rises && (from === null || byStaff))
    return notifyOwners(tx, ctx, tenant, person, "admin_added", { person: person.name, by });
  if (byStaff && !rises && (from === "owner" || from === "admin"))
    return notifyOwners(tx, ctx, tenant, person, "role_taken", { person: person.name, role: from, by });
}

async function notifyOwners(
  tx: Transaction,
  ctx: Context,
  tenant: NamedTenant,
  about: NamedPerson,
  template: "owner_added" | "admin_added" | "role_taken",
  values: Record<string, string>,
): Promise<void> {
  const people = await membersOf(tx, tenant.id);
  for (const { name, email, locale } of people.filter(({ id, role }) => role === "owner" && id !== about.id))
    await enqueueMail(tx, ctx, tenant.id, {
      to: email,
      locale,
      template,
      values: { ...values, name, tenant: tenant.name, email: about.email },
      path: `/t/${tenant.slug}/members`,
    });
}
