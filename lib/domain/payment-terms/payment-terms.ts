/** When a tenant pays what it is sent. */
export type PaymentTerms = {
  /** Days after the invoice's day, or the end of the month that follows the invoice's month (月末締め翌月末払い). */
  kind: "days" | "end_of_next_month";
  /** Null unless counted in days. */
  days: number | null;
  /** What happens to a day on which banks in Japan are closed. */
  moved: DueDayMoved;
};

export const dueDayMoves = ["none", "before", "after"] as const;
export type DueDayMoved = (typeof dueDayMoves)[number];

export const longestTermDays = 120;
