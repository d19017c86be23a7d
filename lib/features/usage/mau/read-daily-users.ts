import { and, between, eq } from "drizzle-orm";
import { z } from "zod";
import { dauCounts } from "@/drizzle/schema";
import { type Day, daysOf, isMonth, rangeOfMonth } from "@/lib/domain/metering/period";
import type { Month } from "@/lib/domain/time/calendar";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";

export type DailyUsers = {
  timeZone: string;
  month: Month;
  /** Every day of the month, zero where nobody was active. */
  days: { day: Day; users: number }[];
};

/** How many different users were active on each day of a month, in the tenant's zone. The days do not add up to the MAU. */
export const readDailyUsers = useCase(tenant("license.view"), {
  input: z.strictObject({ month: z.string().refine(isMonth, { params: { rule: "not_a_month" } }) }),
  async read({ input, tx, tenantId, standing }): Promise<DailyUsers> {
    const range = rangeOfMonth(input.month);
    const rows = await tx
      .select({ day: dauCounts.day, users: dauCounts.users })
      .from(dauCounts)
      .where(and(eq(dauCounts.tenantId, uuidOf(tenantId)), between(dauCounts.day, range.from, range.to)));
    const users = new Map(rows.map((row) => [row.day, row.users]));
    return {
      timeZone: standing.tenant.timeZone,
      month: input.month,
      days: daysOf(range).map((day) => ({ day, users: users.get(day) ?? 0 })),
    };
  },
});
