import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import { tenants, users } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

export type Rep = { id: Id<"user">; name: string; email: string };

/** A rep as an input names it; null: nobody. Whether there is such a rep is asked of the database. */
export const repChoice = id("user", "not_offered").nullable();

/** The sales reps, by name. Needs the staff role: a tenant sees its own people only. */
export const salesReps = (tx: Transaction): Promise<Rep[]> =>
  tx
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(eq(users.staffRole, "sales"))
    .orderBy(asc(users.name), asc(users.id));

/** A sales rep by id, or null. Needs the staff role. */
export async function findRep(tx: Transaction, id: Id<"user">): Promise<Rep | null> {
  const [rep] = await tx
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(and(eq(users.id, id), eq(users.staffRole, "sales")));
  return rep ?? null;
}

export const listReps = useCase(staff("tenants.list"), {
  input: z.strictObject({}),
  read: ({ tx }) => salesReps(tx),
});

export type TenantRep = {
  rep: Rep | null;
  /** Whom the asker may name; empty where they may name nobody. */
  choices: Rep[];
  /** The asker may leave the tenant to nobody. */
  mayRelease: boolean;
};

/** Who looks after a tenant, and what the asker can change about it. */
export const readTenantRep = useCase(staff("tenants.list"), {
  input: z.strictObject({ tenantId: id("tenant") }),
  async read({ ctx, input, tx }): Promise<TenantRep> {
    const [tenant] = await tx
      .select({ salesRepId: tenants.salesRepId, id: users.id, name: users.name, email: users.email })
      .from(tenants)
      .leftJoin(users, eq(users.id, tenants.salesRepId))
      .where(eq(tenants.id, input.tenantId));
    if (!tenant) throw new Refused("not_found");
    const { salesRepId, id, name, email } = tenant;
    const rep = id && name && email ? { id, name, email } : null;
    const roles = rolesOf(ctx.actor, { membership: null, salesRepId });
    if (!may(roles, "tenant.assign_rep")) return { rep, choices: [], mayRelease: false };
    const reps = await salesReps(tx);
    const takesOnly = salesRepId === null && !may(roles, "tenants.assign_rep");
    return {
      rep,
      choices: reps.filter((each) => each.id !== salesRepId && (!takesOnly || isSelf(each))),
      mayRelease: salesRepId !== null,
    };

    function isSelf(each: Rep) {
      return ctx.actor.kind === "user" && ctx.actor.userId === each.id;
    }
  },
});
