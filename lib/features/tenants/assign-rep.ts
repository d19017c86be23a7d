import { eq } from "drizzle-orm";
import { z } from "zod";
import { tenants } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { may } from "@/lib/domain/access/actions";
import { Refused, type Result } from "@/lib/domain/errors";
import { type Id, isId } from "@/lib/domain/ids";
import { command } from "../shared/command";
import type { Context } from "../shared/context";
import { findRep, type Rep, repChoice } from "./reps";

/** The reps that the change is about, read beforehand: a tenant's transaction sees the tenant's own people only. */
const known = z.custom<Rep[]>(Array.isArray);

const assign = command({
  action: "tenant.assign_rep",
  input: z.strictObject({ salesRepId: repChoice, reps: known }),
  async run({ ctx, input: { salesRepId, reps }, tx, tenantId, standing, audit }) {
    const named = (id: Id<"user"> | null) => reps.find((rep) => rep.id === id);
    if (salesRepId !== null && !named(salesRepId))
      throw new Refused("invalid_input", { fields: [{ field: "salesRepId", rule: "not_offered" }] });
    const [locked] = await tx
      .select({ salesRepId: tenants.salesRepId })
      .from(tenants)
      .where(eq(tenants.id, tenantId))
      .for("update");
    const before = locked?.salesRepId ?? null;
    // Somebody else took it while we waited for the row; what was allowed before may not be now.
    if (before !== standing.tenant.salesRepId) throw new Refused("changed_meanwhile");
    if (before === salesRepId) return { changed: false };
    const takes = ctx.actor.kind === "user" && ctx.actor.userId === salesRepId;
    if (before === null && !takes && !may(standing.roles, "tenants.assign_rep"))
      throw new Refused("forbidden");
    await tx.update(tenants).set({ salesRepId }).where(eq(tenants.id, tenantId));
    await audit(repChange(before, salesRepId, (id) => named(id)?.name));
    return { changed: true };
  },
});

/**
 * Gives one tenant to a sales rep, or to nobody (null). Its own rep hands it over, any rep takes one that nobody looks
 * after, an admin does either for anybody.
 */
export async function assignRep(
  ctx: Context,
  tenantId: Id<"tenant">,
  input: { salesRepId: Id<"user"> | null },
): Promise<Result<{ changed: boolean }>> {
  const reps = await acrossTenants(async (tx) => {
    const [tenant] = await tx
      .select({ salesRepId: tenants.salesRepId })
      .from(tenants)
      .where(eq(tenants.id, tenantId));
    const ids = [tenant?.salesRepId, input.salesRepId].filter((id) => id && isId("user", id));
    const found = await Promise.all(ids.map((id) => findRep(tx, id as Id<"user">)));
    return found.filter((rep) => rep !== null);
  });
  return assign(ctx, tenantId, { salesRepId: input.salesRepId, reps });
}

/** The change as the tenant's log keeps it: by name, since that is what people read years later. */
export function repChange(
  before: Id<"user"> | null,
  after: Id<"user"> | null,
  nameOf: (id: Id<"user">) => string | undefined,
) {
  const side = (id: Id<"user"> | null) => ({ salesRep: id && (nameOf(id) ?? id) });
  return { action: "tenant.rep_assigned", before: side(before), after: side(after) };
}
