/**
 * Monthly licenses renew on day 1 at 12:00 UTC. By then the month has ended in every time zone, so one
 * instant serves all tenants and each calendar month can be billed as a whole.
 */
const anchorHourUtc = 12;

/** The first monthly anchor strictly after `instant`. */
export function nextMonthlyAnchor(instant: Date): Date {
  const thisMonth = anchorIn(instant.getUTCFullYear(), instant.getUTCMonth());
  return thisMonth > instant ? thisMonth : anchorIn(instant.getUTCFullYear(), instant.getUTCMonth() + 1);
}

/** The last monthly anchor at or before `instant`. */
export function previousMonthlyAnchor(instant: Date): Date {
  const next = nextMonthlyAnchor(instant);
  return anchorIn(next.getUTCFullYear(), next.getUTCMonth() - 1);
}

/** The whole second in which `instant` lies. Stripe counts whole seconds and prorates to the second. */
export const toUnixSeconds = (instant: Date): number => Math.floor(instant.getTime() / 1000);
export const fromUnixSeconds = (seconds: number): Date => new Date(seconds * 1000);

function anchorIn(year: number, monthIndex: number): Date {
  return new Date(Date.UTC(year, monthIndex, 1, anchorHourUtc));
}
