import { eq } from "drizzle-orm";
import { z } from "zod";
import { meterUnits, usageDays } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { everyOne, moveEpoch, requestRecount } from "@/lib/features/usage/metering/units/request-recount";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";
import { lockMeterUnit, readUse } from "./queries";

/**
 * Deletes a unit that no published plan and no draft refers to; the refusal names the plans. What it has counted goes with
 * it, which has to be said: `has_counts`.
 */
export const deleteMeterUnit = useCase(staff("meter_units.manage"), {
  input: z.strictObject({ id: id("meterUnit"), withCounts: z.boolean().default(false) }),
  async write({ ctx, input, tx, audit }): Promise<{ unitName: string }> {
    const unit = await lockMeterUnit(tx, input.id);
    if (!unit) throw new Refused("not_found");
    const use = await readUse(tx);
    const usedBy = use.versions(unit.unitName);
    if (usedBy.length > 0) throw new Refused("in_use", { params: { plans: usedBy.join(", ") } });
    const drafts = use.drafts(unit.unitName);
    if (drafts.length > 0) throw new Refused("used_by_draft", { params: { plans: drafts.join(", ") } });
    if (!input.withCounts && (await hasCounts(tx, uuidOf(unit.id)))) throw new Refused("has_counts");
    await moveEpoch(tx);
    // What it had counted goes in the background.
    await requestRecount(tx, ctx, { tenantId: everyOne, unitId: uuidOf(unit.id) });
    await tx.delete(meterUnits).where(eq(meterUnits.id, unit.id));
    await audit({ action: "meter_unit.delete", before: { unitName: unit.unitName } });
    return { unitName: unit.unitName };
  },
});

async function hasCounts(tx: Transaction, unitId: string): Promise<boolean> {
  const [one] = await tx
    .select({ day: usageDays.day })
    .from(usageDays)
    .where(eq(usageDays.unitId, unitId))
    .limit(1);
  return one !== undefined;
}
