import { eq } from "drizzle-orm";
import { z } from "zod";
import { tenants } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { may } from "@/lib/domain/access/actions";
import { Refused, type Result, succeeded } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { type Audit, recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { parseInput } from "@/lib/features/foundation/input/parse-input";
import { authorise } from "@/lib/features/foundation/use-case/authorise";
import { answerRefusal } from "@/lib/features/foundation/use-case/refusals";
import { lockSalesRep } from "@/lib/features/people/staff/queries";
import { findRep, repChoice } from "./sales-reps";

const input = z.strictObject({ salesRepId: repChoice });

/**
 * Gives one tenant to a sales rep, or to nobody (null). Its own rep hands it over, any rep takes one that nobody looks
 * after, an admin does either for anybody. No `command`: a tenant's transaction sees the tenant's own people only.
 */
export async function assignRep(
  ctx: Context,
  tenantId: Id<"tenant">,
  rawInput: z.input<typeof input>,
): Promise<Result<{ changed: boolean }>> {
  try {
    return await acrossTenants(async (tx) => {
      const { roles, tenant } = await authorise(tx, ctx, tenantId, "tenant.assign_rep");
      const { salesRepId } = parseInput(input, rawInput);
      // People before tenants, as whoever takes a rep off the staff locks them.
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
      if (before === salesRepId) return succeeded({ changed: false });
      const takes = ctx.actor.kind === "user" && ctx.actor.userId === salesRepId;
      if (before === null && !takes && !may(roles, "tenants.assign_rep")) throw new Refused("forbidden");
      await tx.update(tenants).set({ salesRepId }).where(eq(tenants.id, tenantId));
      const reps = [rep, before && (await findRep(tx, before))];
      const nameOf = (id: Id<"user">) => reps.find((each) => each && each.id === id)?.name;
      await recordAudit(tx, ctx, tenantId, repChange(before, salesRepId, nameOf));
      return succeeded({ changed: true });
    });
  } catch (error) {
    return answerRefusal(error);
  }
}

/** The change as the tenant's log keeps it: by name, since that is what people read years later. */
export function repChange(
  before: Id<"user"> | null,
  after: Id<"user"> | null,
  nameOf: (id: Id<"user">) => string | undefined,
): Audit {
  const side = (id: Id<"user"> | null) => ({ salesRep: id && (nameOf(id) ?? id) });
  return { action: "tenant.rep_assigned", before: side(before), after: side(after) };
}
