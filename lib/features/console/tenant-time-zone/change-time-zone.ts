import { eq } from "drizzle-orm";
import { z } from "zod";
import { tenants } from "@/drizzle/schema";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { writeRecurring } from "@/lib/features/license/lifecycle/write-recurring";
import { timeZoneName } from "@/lib/features/people/tenants/tenant-rules";
import { requireNoArchivedDays } from "@/lib/features/usage/metering/units/archived-counts";
import { everyOne, moveEpoch, requestRecount } from "@/lib/features/usage/metering/units/request-recount";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";

/**
 * Puts a tenant in another time zone. From then on days and months are cut there: usage is counted again from its events
 * in the background, so a tenant with archived months keeps its zone. MAU that was counted stays in the month it was
 * counted for, since later authentications of the same month were never kept; a user of a month that has begun counts at
 * most once more where the two zones disagree about the month's first hours.
 */
export const changeTimeZone = useCase(tenant("tenant.change_time_zone", { locks: true }), {
  input: z.strictObject({
    timeZone: timeZoneName,
  }),
  async write({ ctx, input: { timeZone }, tx, tenantId, audit }): Promise<{ timeZone: string }> {
    const [tenant] = await tx
      .select({ timeZone: tenants.timeZone })
      .from(tenants)
      .where(eq(tenants.id, tenantId));
    const before = tenant?.timeZone;
    if (before === timeZone) return { timeZone };
    await moveEpoch(tx);
    await requireNoArchivedDays(tx, uuidOf(tenantId));
    await tx.update(tenants).set({ timeZone }).where(eq(tenants.id, tenantId));
    // A discount for the first months ends at the same hour of the day in another zone.
    await writeRecurring(tx, [tenantId]);
    await requestRecount(tx, ctx, { tenantId: uuidOf(tenantId), unitId: everyOne });
    await audit({
      action: "tenant.time_zone_changed",
      before: { timeZone: before },
      after: { timeZone },
    });
    return { timeZone };
  },
});
