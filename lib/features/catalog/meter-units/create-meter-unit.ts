import { and, eq, gte, max } from "drizzle-orm";
import { z } from "zod";
import { meterUnits, usageEvents } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { aggregationsApply } from "@/lib/features/usage/metering/units/aggregations-apply-now";
import { everyOne, moveEpoch, requestRecount } from "@/lib/features/usage/metering/units/request-recount";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";
import { meterUnitFields, saysWhatIsUnique } from "./meter-unit-fields";

/**
 * Defines a meter unit. Its name is the name for good once a published plan refers to it. Events of its name that were
 * received before were kept; the administrator says whether they count (then they are counted in the background) or
 * only those from now on.
 */
export const createMeterUnit = useCase(staff("meter_units.manage"), {
  input: z
    .strictObject({ ...meterUnitFields, countEarlier: z.boolean().default(false) })
    .refine(saysWhatIsUnique.holds, saysWhatIsUnique.otherwise),
  async write({ ctx, input: { countEarlier, ...input }, tx, audit }): Promise<{ id: Id<"meterUnit"> }> {
    // First, so that what decides how units count stays as it is read.
    await moveEpoch(tx);
    const chosen = (await aggregationsApply(tx)) ? input.aggregation : undefined;
    const unit = {
      ...input,
      id: newId("meterUnit"),
      filter: input.filter ?? [],
      aggregation: chosen ?? "sum",
    };
    const countsFrom = countEarlier ? null : await afterThoseRecorded(tx, unit.eventName, ctx.now);
    const [made] = await tx
      .insert(meterUnits)
      .values({ ...unit, countsFrom, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: meterUnits.id });
    if (!made) throw new Refused("invalid_input", { fields: [{ field: "unitName", rule: "key_taken" }] });
    if (countEarlier) await requestRecount(tx, ctx, { tenantId: everyOne, unitId: uuidOf(unit.id) });
    await audit({ action: "meter_unit.create", after: { unitName: unit.unitName, countEarlier } });
    return made;
  },
});

/**
 * Moving the epoch waits for writes under way, and others may have come since the clock was read: they were not counted,
 * so counting begins after the last of them. Asked of the events themselves, whose times are of other processes' clocks.
 */
async function afterThoseRecorded(tx: Transaction, eventName: string, now: Date): Promise<Date> {
  const [last] = await tx
    .select({ at: max(usageEvents.recordedAt) })
    .from(usageEvents)
    .where(and(eq(usageEvents.eventName, eventName), gte(usageEvents.recordedAt, now)));
  return last?.at ? new Date(last.at.getTime() + 1) : now;
}
