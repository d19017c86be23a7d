/** For how many days it is kept what closed messages say. */
export type Retention = {
  /** Of events from Stripe. */
  payloadDays: number;
  /** Mails that were sent, and whom they went to. */
  mailDays: number;
  /** Links that have expired. */
  tokenDays: number;
  /** Jobs whose attempts are used up. */
  deadJobDays: number;
  /** That an event from Stripe came, closed differences, and comparisons with Stripe. */
  historyDays: number;
  /** What happened, as the SaaS's own servers were told or read it. */
  eventDays: number;
};

export const usualRetention: Retention = {
  payloadDays: 90,
  mailDays: 90,
  tokenDays: 30,
  deadJobDays: 30,
  historyDays: 400,
  eventDays: 30,
};

/** Stripe repeats a webhook for three days; what was received must be known for longer. */
const leastDays = 7;
/** Stripe lists events for 30 days. One that was forgotten earlier would be taken for missed. */
const leastHistoryDays = 40;
export const mostRetentionDays = 3_650;

export const leastRetentionDays = (name: keyof Retention): number =>
  name === "historyDays" ? leastHistoryDays : leastDays;

export const retentionNames = Object.keys(usualRetention) as (keyof Retention)[];
