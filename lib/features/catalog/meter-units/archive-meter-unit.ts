import { eq } from "drizzle-orm";
import { z } from "zod";
import { meterUnits } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { lockMeterUnit } from "./queries";

/**
 * Leaves a meter unit out of the API's list, or (`archived` false) puts it back. It goes on counting meanwhile: plans may
 * be priced by it, and what was not counted could not be brought back.
 */
export const archiveMeterUnit = useCase(staff("meter_units.manage"), {
  input: z.strictObject({ id: id("meterUnit"), archived: z.boolean() }),
  async write({ ctx, input, tx, audit }): Promise<{ archivedAt: Date | null }> {
    const unit = await lockMeterUnit(tx, input.id);
    if (!unit) throw new Refused("not_found");
    if ((unit.archivedAt !== null) === input.archived) return { archivedAt: unit.archivedAt };
    const archivedAt = input.archived ? ctx.now : null;
    await tx.update(meterUnits).set({ archivedAt }).where(eq(meterUnits.id, unit.id));
    const action = input.archived ? "meter_unit.archive" : "meter_unit.restore";
    await audit({ action, after: { unitName: unit.unitName } });
    return { archivedAt };
  },
});
