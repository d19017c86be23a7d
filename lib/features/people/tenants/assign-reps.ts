import { asc, inArray } from "drizzle-orm";
import { z } from "zod";
import { tenants } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { lockSalesRep } from "@/lib/features/people/staff/queries";
import { repChange } from "./assign-rep";
import { repChoice, salesReps } from "./sales-reps";

const mostAtOnce = 500;

const tenantIds = z.array(id("tenant", "not_offered")).min(1).max(mostAtOnce);

/**
 * Gives many tenants to one sales rep, or to nobody (null): all of them or, if one does not exist, none. Those that the
 * rep already has stay as they are and leave no trace in their logs.
 */
export const assignReps = useCase(staff("tenants.assign_rep"), {
  input: z.strictObject({ tenantIds, salesRepId: repChoice }),
  async write({ ctx, input, tx }): Promise<{ changed: number; unchanged: number }> {
    const { salesRepId } = input;
    const ids = [...new Set(input.tenantIds)];
    // People before tenants: removing a rep from the staff locks them in the same order.
    if (salesRepId !== null && !(await lockSalesRep(tx, salesRepId)))
      throw new Refused("invalid_input", { fields: [{ field: "salesRepId", rule: "not_offered" }] });
    // Always in the same order, so that two of these at once wait for each other rather than block each other.
    const rows = await tx
      .select({ id: tenants.id, salesRepId: tenants.salesRepId })
      .from(tenants)
      .where(inArray(tenants.id, ids))
      .orderBy(asc(tenants.id))
      .for("update");
    if (rows.length < ids.length) throw new Refused("not_found");
    const reps = new Map((await salesReps(tx)).map(({ id, name }) => [id, name]));
    const moving = rows.filter((row) => row.salesRepId !== salesRepId);
    if (moving.length > 0)
      await tx
        .update(tenants)
        .set({ salesRepId })
        .where(
          inArray(
            tenants.id,
            moving.map(({ id }) => id),
          ),
        );
    for (const { id, salesRepId: before } of moving)
      await recordAudit(
        tx,
        ctx,
        id,
        repChange(before, salesRepId, (rep) => reps.get(rep)),
      );
    return { changed: moving.length, unchanged: rows.length - moving.length };
  },
});
