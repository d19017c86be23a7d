import { sql } from "drizzle-orm";
import { meterUnits } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { acrossTenants } from "@/lib/db/transaction";
import type { Aggregation, FilterCondition } from "@/lib/domain/catalog/meter-unit";
import type { Id } from "@/lib/domain/ids";
import { testNow } from "@/tests/support/factories";

/** Adds a meter unit to the catalog that counts all events of the name "data", also earlier ones. */
export async function makeUnit(unit: {
  unitName: string;
  aggregation: Aggregation;
  property: string | null;
  eventName?: string;
  filter?: FilterCondition[];
}): Promise<Id<"meterUnit">> {
  const label = { en: unit.unitName, ja: unit.unitName };
  const id = newId("meterUnit");
  await acrossTenants(async (tx) => {
    await tx.execute(sql`select choba_move_epoch()`);
    await tx.insert(meterUnits).values({
      id,
      displayName: label,
      unitLabel: label,
      description: "",
      eventName: "data",
      createdAt: testNow,
      ...unit,
    });
  });
  return id;
}
