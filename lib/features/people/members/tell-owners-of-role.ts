import type { tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { MemberRole } from "@/lib/domain/access/actions";
import type { Id } from "@/lib/domain/ids";
import { actorName } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import { membersOf } from "./queries";

type ToldTenant = Pick<typeof tenants.$inferSelect, "id" | "name" | "slug">;
type ToldPerson = { id: Id<"user">; name: string; email: string };

/** Whose role becomes which: null before they join and after they go. */
type RoleChange = { person: ToldPerson; from: MemberRole | null; to: MemberRole | null };

/**
 * Mails the tenant's other owners, in the caller's transaction, who has a say now and who has one no more: none comes
 * unseen. What its own people settle about admins among themselves stands on their page of members; an owner, whoever comes
 * by invitation, and everything that the desk does, they are told.
 */
export async function tellOwnersOfRole(
  tx: Transaction,
  ctx: Context,
  tenant: ToldTenant,
  /** `by`: who invited them; otherwise whoever acts. */
  { person, from, to, by = actorName(ctx) }: RoleChange & { by?: string },
): Promise<void> {
  const byDesk = ctx.actor.kind === "user" && ctx.actor.staffRole !== null;
  if (to === "owner") return tellOwners(tx, ctx, tenant, person, "owner_added", { owner: person.name });
  const rises = to === "admin" && from !== "owner";
  if (rises && (from === null || byDesk))
    return tellOwners(tx, ctx, tenant, person, "admin_added", { person: person.name, by });
  if (byDesk && !rises && (from === "owner" || from === "admin"))
    return tellOwners(tx, ctx, tenant, person, "role_taken", { person: person.name, role: from, by });
}

async function tellOwners(
  tx: Transaction,
  ctx: Context,
  tenant: ToldTenant,
  about: ToldPerson,
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
