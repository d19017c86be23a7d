import { eq } from "drizzle-orm";
import { z } from "zod";
import { meterUnits } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { MeterUnit } from "@/lib/domain/catalog/meter-unit";
import { type FieldError, Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { aggregationsApply } from "@/lib/features/usage/metering/units/aggregations-apply-now";
import { requireNoArchivedCounts } from "@/lib/features/usage/metering/units/archived-counts";
import { countingRule } from "@/lib/features/usage/metering/units/directory";
import { everyOne, moveEpoch, requestRecount } from "@/lib/features/usage/metering/units/request-recount";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";
import { meterUnitFields, saysWhatIsUnique } from "./meter-unit-fields";
import { lockMeterUnit, readUse } from "./queries";

/**
 * Changes a meter unit. One that a published plan refers to can change its display name and nothing else. While Stripe
 * is off the aggregation stays as it was chosen, and `sum` holds meanwhile. If another rule counts, what was recorded is
 * counted again by it in the background; archived months keep what they counted.
 */
export const updateMeterUnit = useCase(staff("meter_units.manage"), {
  input: z
    .strictObject({ id: id("meterUnit"), ...meterUnitFields })
    .refine(saysWhatIsUnique.holds, saysWhatIsUnique.otherwise),
  async write({ ctx, input: { id, ...input }, tx, audit }): Promise<{ id: Id<"meterUnit"> }> {
    const row = await lockMeterUnit(tx, id);
    if (!row) throw new Refused("not_found");
    const { id: unitId, createdAt: _, countsFrom: __, ...before } = row;
    const asChosen = await aggregationsApply(tx);
    const chosen = asChosen ? input.aggregation : undefined;
    const after = {
      ...input,
      filter: input.filter ?? before.filter,
      aggregation: chosen ?? before.aggregation,
    } satisfies MeterUnit;
    const changed = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
    if (changed.length === 0) return { id: unitId };
    const usedBy = (await readUse(tx)).versions(before.unitName);
    const fixed = changed.filter((field) => field !== "displayName");
    if (usedBy.length > 0 && fixed.length > 0) throw inUse(usedBy, fixed);
    if (changed.includes("unitName")) await requireFreeName(tx, after.unitName);
    const [oldRule, newRule] = [countingRule(before, asChosen), countingRule(after, asChosen)];
    if (JSON.stringify(oldRule) !== JSON.stringify(newRule)) {
      await moveEpoch(tx);
      if (oldRule.isUnique !== newRule.isUnique) await requireNoArchivedCounts(tx, uuidOf(unitId));
      await requestRecount(tx, ctx, { tenantId: everyOne, unitId: uuidOf(unitId) });
    } else if (changed.includes("unitName")) {
      // Every process knows units by their names too.
      await moveEpoch(tx);
    }
    await tx.update(meterUnits).set(after).where(eq(meterUnits.id, unitId));
    await audit({
      action: "meter_unit.update",
      before: { unitName: before.unitName, ...pick(before, changed) },
      after: { unitName: after.unitName, ...pick(after, changed) },
    });
    return { id: unitId };
  },
});

const fields = [
  "unitName",
  "displayName",
  "unitLabel",
  "description",
  "eventName",
  "property",
  "filter",
  "aggregation",
] as const satisfies (keyof MeterUnit)[];
type Field = (typeof fields)[number];

const pick = (unit: MeterUnit, names: Field[]) => Object.fromEntries(names.map((name) => [name, unit[name]]));

function inUse(usedBy: string[], changed: Field[]): Refused {
  const plans = usedBy.join(", ");
  const named: FieldError[] = changed.map((field) => ({ field, rule: "in_use", params: { plans } }));
  return new Refused("in_use", { params: { plans }, fields: named });
}

async function requireFreeName(tx: Transaction, unitName: string): Promise<void> {
  const [taken] = await tx.select().from(meterUnits).where(eq(meterUnits.unitName, unitName));
  if (taken) throw new Refused("invalid_input", { fields: [{ field: "unitName", rule: "key_taken" }] });
}
