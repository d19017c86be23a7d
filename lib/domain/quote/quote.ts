import { Temporal } from "temporal-polyfill";
import { dayWindow } from "../time/day-window";

/**
 * The states of a quote. Only a `sent` quote can be accepted or declined. `replaced` means that a revision
 * has taken its place. A quote that has ended never comes back; a revision is a new quote with its own
 * number.
 */
export const quoteStates = [
  "draft",
  "sent",
  "accepted",
  "declined",
  "expired",
  "withdrawn",
  "replaced",
] as const;
export type QuoteState = (typeof quoteStates)[number];

/**
 * What somebody does to a quote. `accept_on_paper`: staff record a signed quote document, and the license
 * follows.
 */
export type QuoteAction =
  | "send"
  | "accept"
  | "accept_on_paper"
  | "decline"
  | "expire"
  | "withdraw"
  | "replace";

const leadsTo = {
  send: "sent",
  accept: "accepted",
  accept_on_paper: "accepted",
  decline: "declined",
  expire: "expired",
  withdraw: "withdrawn",
  replace: "replaced",
} as const satisfies Record<QuoteAction, QuoteState>;

const startsFrom: Record<QuoteAction, readonly QuoteState[]> = {
  send: ["draft"],
  accept: ["sent"],
  // A document can be signed in time and arrive late.
  accept_on_paper: ["sent", "expired"],
  decline: ["sent"],
  expire: ["sent"],
  // What nobody answered is put away by hand.
  withdraw: ["draft", "sent", "expired"],
  replace: ["sent", "expired"],
};

/** The state after an action, or null if the action is not possible from here. */
export function stateAfter(state: QuoteState, action: QuoteAction): QuoteState | null {
  return startsFrom[action].includes(state) ? leadsTo[action] : null;
}

/** The end of validity, exclusive: the end of the day in the tenant's zone. `day` is `YYYY-MM-DD`. */
export const validityEnd = (day: string, timeZone: string): Date => dayWindow(day, timeZone).end;

/**
 * The state at `now`: a sent quote is expired from the end of its last day on, even if that has not been
 * recorded yet.
 */
export function stateAt(quote: { state: QuoteState; validBefore: Date | null }, now: Date): QuoteState {
  const isOver = quote.validBefore !== null && quote.validBefore.getTime() <= now.getTime();
  return quote.state === "sent" && isOver ? "expired" : quote.state;
}

/**
 * `Q-2026-0001`. Numbers are counted in each year without gaps, because the transaction that sends takes the
 * number.
 */
export const quoteNumber = (year: number, count: number): string =>
  `Q-${year}-${String(count).padStart(4, "0")}`;

/** The contract that begins on acceptance. Days are local days of the tenant. */
export type QuotePeriod = {
  startsOn: string;
  /** The last day of the contract, as both sides write it: 31 March, not 1 April. */
  endsOn: string;
  /** What holds after the last day: the same terms for as long again, or the free plan. */
  atEnd: "renew" | "free";
};

/** The last day of a contract that begins on a day and lasts whole months: 2026-12-01 for 12 → 2027-11-30. */
export function lastDayOf(startsOn: string, months: number): string {
  return Temporal.PlainDate.from(startsOn).add({ months }).subtract({ days: 1 }).toString();
}

/** How many whole months a contract lasts, or null if it ends within a month. */
export function wholeMonths({ startsOn, endsOn }: Pick<QuotePeriod, "startsOn" | "endsOn">): number | null {
  const start = Temporal.PlainDate.from(startsOn);
  const end = Temporal.PlainDate.from(endsOn).add({ days: 1 });
  const { months, days } = start.until(end, { largestUnit: "months" });
  return days === 0 && months > 0 ? months : null;
}

/** The first day of the next month, on which contracts usually begin. */
export function firstOfNextMonth(day: string): string {
  return Temporal.PlainDate.from(day).with({ day: 1 }).add({ months: 1 }).toString();
}

export function daysLater(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** True for a day of the calendar as `YYYY-MM-DD`; "2026-02-30" is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" }).toString() === text;
  } catch {
    return false;
  }
}
