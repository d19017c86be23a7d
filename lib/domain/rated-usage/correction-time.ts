import { type BillingSettings, ratedAt } from "../close/billing-settings";
import { addDays, type Day, firstOfMonth } from "../time/day-span";
import { dayWindow } from "../time/day-window";

type CorrectionTime = Pick<BillingSettings, "graceHours" | "correctionDays">;

/** The first of a month on which the month that begins on `monthFrom` is corrected for the last time. */
export function lastCorrection(
  monthFrom: Day,
  { correctionDays }: Pick<CorrectionTime, "correctionDays">,
): Day {
  const earliest = addDays(firstOfMonth(monthFrom, 1), correctionDays);
  return earliest.endsWith("-01") ? earliest : firstOfMonth(earliest, 1);
}

/** The moment of the run that corrects the month for the last time. What changes after it is not billed. */
export const correctionEndsAt = (monthFrom: Day, timeZone: string, settings: CorrectionTime): Date =>
  ratedAt(dayWindow(lastCorrection(monthFrom, settings), timeZone).start, settings);

/** The next first of a month in a zone, when months are rated: what is late waits for it. */
export const nextRun = (today: Day, timeZone: string, settings: CorrectionTime): Date =>
  ratedAt(dayWindow(firstOfMonth(today, 1), timeZone).start, settings);
