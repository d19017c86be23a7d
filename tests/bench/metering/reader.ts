import { sql } from "drizzle-orm";
import { closeDatabase } from "@/lib/db/client";
import { inTenant } from "@/lib/db/transaction";
import { rangeOfMonth } from "@/lib/domain/metering/period";
import { mauByMonth } from "@/lib/features/usage/mau/queries";
import { countedUnits, countRows } from "@/lib/features/usage/metering/units/queries";
import type { Readings, ReadRequest } from "./read-request";

// Reads in a process of its own, so that nothing but the database makes it wait: one transaction with the rights of one
// tenant, and in it by turns a count, the MAU and `select 1`, each timed by itself.
process.on("message", async ({ tenantId, month, seconds }: ReadRequest) => {
  const readings: Readings = { selectMs: [], countMs: [], mauMs: [], counted: "", users: 0 };
  await inTenant(tenantId, async (tx) => {
    const units = await countedUnits(tx);
    const timed = async <T>(into: number[], read: () => Promise<T>): Promise<T> => {
      const startMs = performance.now();
      const answer = await read();
      into.push(performance.now() - startMs);
      return answer;
    };
    const endMs = performance.now() + seconds * 1_000;
    while (performance.now() < endMs) {
      await timed(readings.selectMs, () => tx.execute(sql`select 1`));
      const counts = await timed(readings.countMs, () =>
        countRows(tx, tenantId, units, rangeOfMonth(month), "range"),
      );
      const [mau] = await timed(readings.mauMs, () => mauByMonth(tx, tenantId, [month]));
      readings.counted = counts[0]?.count ?? "0";
      readings.users = mau?.users ?? 0;
    }
  });
  process.send?.(readings);
});
process.on("disconnect", () => closeDatabase().finally(() => process.exit(0)));
process.send?.("ready");
