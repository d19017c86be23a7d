import type { tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { enqueueMail } from "../mailbox/enqueue";
import type { Context } from "../shared/context";
import { membersOf } from "./queries";

/** Mails the tenant's other owners that there is a new one, in the caller's transaction: none comes unseen. */
export async function tellOwners(
  tx: Transaction,
  ctx: Context,
  tenant: Pick<typeof tenants.$inferSelect, "id" | "name" | "slug">,
  added: { id: Id<"user">; name: string; email: string },
): Promise<void> {
  const people = await membersOf(tx, tenant.id);
  for (const { name, email, locale } of people.filter(({ id, role }) => role === "owner" && id !== added.id))
    await enqueueMail(tx, ctx, tenant.id, {
      to: email,
      locale,
      template: "owner_added",
      values: { name, tenant: tenant.name, owner: added.name, email: added.email },
      path: `/t/${tenant.slug}/members`,
    });
}
