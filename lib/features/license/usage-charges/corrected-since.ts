import { type Day, firstOfMonth } from "@/lib/domain/time/day-span";

/** How many months back a rated month is corrected: at least 90 days. */
const correctedMonths = 3;

/** The first month that is still corrected when the month that begins on `usageFrom` is rated. */
export const correctedSince = (usageFrom: Day): Day => firstOfMonth(usageFrom, -correctedMonths);
