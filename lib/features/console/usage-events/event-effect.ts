import { asc, getTableColumns } from "drizzle-orm";
import { meterUnits } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { effectiveAggregation } from "@/lib/domain/catalog/meter-unit";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import { type CountingRule, contributionOf } from "@/lib/domain/metering/contribution";
import type { EventProperties } from "@/lib/domain/metering/usage-event";
import { aggregationsApplyNow } from "@/lib/features/usage/metering/units/aggregations-apply-now";
import { countingRule } from "@/lib/features/usage/metering/units/directory";
import type { CountedUnit } from "@/lib/features/usage/metering/units/queries";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";

export type ListeningUnit = CountedUnit & { rule: CountingRule; countsFrom: Date | null };

/** All meter units with what decides how an event counts for them. */
export async function listeningUnits(tx: Transaction): Promise<ListeningUnit[]> {
  const rows = await tx
    .select({ ...getTableColumns(meterUnits), aggregationsApply: aggregationsApplyNow })
    .from(meterUnits)
    .orderBy(asc(meterUnits.unitName));
  return rows.map((row) => {
    const aggregation = effectiveAggregation(row.aggregation, row.aggregationsApply);
    const { unitName, displayName, unitLabel, countsFrom } = row;
    const rule = countingRule(row, row.aggregationsApply);
    return { uuid: uuidOf(row.id), unitName, displayName, unitLabel, aggregation, countsFrom, rule };
  });
}

/** What an event did to one unit that listens to its name, or why it did nothing. */
export type Effect = {
  unitName: string;
  displayName: LocalizedText;
  unitLabel: LocalizedText;
} & (
  | { counted: true; value: string; isUnique: boolean }
  | {
      counted: false;
      why: "filter" | "no_property" | "not_a_number" | "before_counting";
      property: string | null;
    }
);

/** What an event with these properties does, unit by unit; empty where no unit listens to its name. */
export function effectsOf(
  event: { eventName: string; recordedAt: Date; properties: EventProperties },
  units: readonly ListeningUnit[],
): Effect[] {
  return units
    .filter(({ rule }) => rule.eventName === event.eventName)
    .map(({ unitName, displayName, unitLabel, rule, countsFrom }) => {
      const unit = { unitName, displayName, unitLabel };
      const not = (why: Extract<Effect, { counted: false }>["why"]) =>
        ({ ...unit, counted: false, why, property: rule.property }) as const;
      const passes = contributionOf({ ...rule, property: null, isUnique: false }, event.properties) !== null;
      const contribution = contributionOf(rule, event.properties);
      if (!passes) return not("filter");
      const isThere = rule.property !== null && event.properties[rule.property] !== undefined;
      if (contribution === null) return not(isThere ? "not_a_number" : "no_property");
      if ("error" in contribution) return not("not_a_number");
      if (countsFrom && event.recordedAt < countsFrom) return not("before_counting");
      const isUnique = "seen" in contribution;
      return { ...unit, counted: true, isUnique, value: isUnique ? contribution.seen : contribution.value };
    });
}
