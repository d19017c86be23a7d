/**
 * How late what is owed is, as accountants group it. `to_30` begins on the day on which it became due, so whatever is
 * overdue is in one of the last three.
 */
export const ageingGroups = ["not_due", "to_30", "to_60", "over_60"] as const;
export type AgeingGroup = (typeof ageingGroups)[number];

/** The last day of each group, counted from the day on which it was due; null: there is none. */
export const lastDayLate = { to_30: 30, to_60: 60, over_60: null } as const;

/** `daysLate` are days of the tenant's calendar since it became due; null: it is not due yet. */
export function ageingOf(daysLate: number | null): AgeingGroup {
  if (daysLate === null) return "not_due";
  if (daysLate <= lastDayLate.to_30) return "to_30";
  return daysLate <= lastDayLate.to_60 ? "to_60" : "over_60";
}
