import { asc } from "drizzle-orm";
import { z } from "zod";
import { meterUnits } from "@/drizzle/schema";
import { effectiveAggregation } from "@/lib/domain/catalog/meter-unit";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { aggregationsApply } from "@/lib/features/usage/metering/units/aggregations-apply-now";
import { recountsOfUnits } from "@/lib/features/usage/metering/units/request-recount";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";
import { type MeterUnitView, readUse } from "./queries";

export type { MeterUnitView } from "./queries";

export type MeterUnitList = {
  units: MeterUnitView[];
  /** False while Stripe is off: the choice is not shown then (COUNT-3). */
  aggregationIsChosen: boolean;
};

/** Every meter unit but Choba's own `mau`, by name. */
export const listMeterUnits = useCase(staff("meter_units.view"), {
  input: z.strictObject({}),
  async read({ tx }): Promise<MeterUnitList> {
    const rows = await tx.select().from(meterUnits).orderBy(asc(meterUnits.unitName));
    const use = await readUse(tx);
    const aggregationIsChosen = await aggregationsApply(tx);
    const recounts = await recountsOfUnits(tx);
    const units = rows.map((unit) => {
      const usedBy = use.versions(unit.unitName);
      return {
        ...unit,
        effectiveAggregation: effectiveAggregation(unit.aggregation, aggregationIsChosen),
        isUsed: usedBy.length > 0,
        usedBy,
        usedByDrafts: use.drafts(unit.unitName),
        recounting: recounts.get(uuidOf(unit.id)) ?? null,
      };
    });
    return { units, aggregationIsChosen };
  },
});
