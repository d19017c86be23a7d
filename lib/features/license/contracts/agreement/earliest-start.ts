import { startOfDay } from "@/lib/domain/time/day-window";
import type { Contract } from "@/lib/features/license/contracts/record/queries";
import type { License } from "@/lib/features/license/lifecycle/queries";

/**
 * The first day on which another contract may begin: that of the running contract, or the day on which the last license
 * ended. Of a license that the tenant bought, the days of its earlier periods are invoiced and used. Null: any day.
 */
export function earliestStart(
  running: Pick<Contract, "startsAt"> | null,
  license: Pick<License, "interval" | "periodStart" | "endedAt">,
  timeZone: string,
): Date | null {
  const bought = license.interval === null ? license.endedAt : license.periodStart;
  const earliest = running ? running.startsAt : bought;
  return earliest && startOfDay(earliest, timeZone);
}
