import { eq } from "drizzle-orm";
import { z } from "zod";
import { tenants } from "@/drizzle/schema";
import { may } from "@/lib/domain/access/actions";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Audit } from "@/lib/features/foundation/audit/record-audit";
import { staffOnTenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { lockSalesRep } from "@/lib/features/people/staff/queries";
import { findRep, repChoice } from "./sales-reps";

const input = z.strictObject({ salesRepId: repChoice });

/**
 * Gives one tenant to a sales rep, or to nobody (null). Its own rep hands it over, any rep takes one that nobody looks
 * after, an admin does either for anybody. With the rights of staff: a tenant's transaction sees its own people only.
 */
export const assignRep = useCase(staffOnTenant("tenant.assign_rep"), {
  input,
  async write({ ctx, tx, tenantId, input: { salesRepId }, standing: { roles, tenant }, audit }) {
    // People before tenants: removing a rep from the staff locks them in the same order.
    const rep = salesRepId && (await lockSalesRep(tx, salesRepId));
    if (salesRepId !== null && !rep)
      throw new Refused("invalid_input", { fields: [{ field: "salesRepId", rule: "not_offered" }] });
    const [locked] = await tx
      .select({ salesRepId: tenants.salesRepId })
      .from(tenants)
      .where(eq(tenants.id, tenantId))
      .for("update");
    const before = locked?.salesRepId ?? null;
    // Somebody else took it while we waited for the row; what was allowed before may not be now.
    if (before !== tenant.salesRepId) throw new Refused("changed_meanwhile");
    if (before === salesRepId) return { changed: false };
    const takes = ctx.actor.kind === "user" && ctx.actor.userId === salesRepId;
    if (before === null && !takes && !may(roles, "tenants.assign_rep")) throw new Refused("forbidden");
    await tx.update(tenants).set({ salesRepId }).where(eq(tenants.id, tenantId));
    const reps = [rep, before && (await findRep(tx, before))];
    const nameOf = (id: Id<"user">) => reps.find((each) => each && each.id === id)?.name;
    await audit(repChange(before, salesRepId, nameOf));
    return { changed: true };
  },
});

/** The change as the tenant's log keeps it: by name, since that is what people read years later. */
export function repChange(
  before: Id<"user"> | null,
  after: Id<"user"> | null,
  nameOf: (id: Id<"user">) => string | undefined,
): Audit {
  const side = (id: Id<"user"> | null) => ({ salesRep: id && (nameOf(id) ?? id) });
  return { action: "tenant.rep_assigned", before: side(before), after: side(after) };
}
