import { eq } from "drizzle-orm";
import { users } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";

/** Writes a person, or finds the one with the same e-mail address. Needs the rights of staff. */
export async function insertUser(
  tx: Transaction,
  ctx: Context,
  person: Pick<typeof users.$inferInsert, "name" | "email" | "locale" | "staffRole">,
): Promise<Id<"user">> {
  const email = person.email.trim().toLowerCase();
  await tx
    .insert(users)
    .values({ ...person, email, id: newId("user"), createdAt: ctx.now })
    .onConflictDoNothing();
  const [user] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email));
  invariant(user, "a user just written exists");
  return user.id;
}
