import { eq, sql } from "drizzle-orm";
import { meterUnits, planDrafts, plans, planVersions } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Aggregation, MeterUnit } from "@/lib/domain/catalog/meter-unit";
import type { Id } from "@/lib/domain/ids";
import type { RecountProgress } from "@/lib/features/usage/metering/units/request-recount";

/** A meter unit with what depends on it. */
export type MeterUnitView = MeterUnit & {
  id: Id<"meterUnit">;
  /** What aggregates now: `sum` while Stripe is off, whatever was chosen. */
  effectiveAggregation: Aggregation;
  /** A published version refers to it, a retired one too: only its display name can change. */
  isUsed: boolean;
  /** Keys of the plans with such a version. */
  usedBy: string[];
  /** Keys of the plans whose draft refers to it: it cannot be deleted. */
  usedByDrafts: string[];
  /** Events recorded before this do not count; null: all do. */
  countsFrom: Date | null;
  createdAt: Date;
  /** Left out of the API's list since then; it goes on counting. */
  archivedAt: Date | null;
  /** Its rule changed, and what was recorded is being counted again: days of tenants done, and how many there are. */
  recounting: RecountProgress | null;
};

const unitsIn = (definition: typeof planVersions.definition | typeof planDrafts.definition) =>
  sql<string | null>`jsonb_array_elements(${definition}->'components')->>'meter'`;

/** Which plans refer to which unit, by the unit's name. */
export async function readUse(tx: Transaction) {
  const versions = await tx
    .selectDistinct({ unitName: unitsIn(planVersions.definition), plan: plans.key })
    .from(planVersions)
    .innerJoin(plans, eq(plans.id, planVersions.planId));
  const drafts = await tx
    .selectDistinct({ unitName: unitsIn(planDrafts.definition), plan: plans.key })
    .from(planDrafts)
    .innerJoin(plans, eq(plans.id, planDrafts.planId));
  const of = (rows: typeof versions, unitName: string) =>
    rows
      .filter((row) => row.unitName === unitName)
      .map((row) => row.plan)
      .sort();
  return {
    versions: (unitName: string) => of(versions, unitName),
    drafts: (unitName: string) => of(drafts, unitName),
  };
}

/** The unit, locked: no publication that refers to it can slip between the question and the change. */
export async function lockMeterUnit(tx: Transaction, id: Id<"meterUnit">) {
  const [unit] = await tx.select().from(meterUnits).where(eq(meterUnits.id, id)).for("update");
  return unit ?? null;
}
