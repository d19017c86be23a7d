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
};

export const usualRetention: Retention = { payloadDays: 90, mailDays: 90, tokenDays: 30, deadJobDays: 30 };

export const retentionNames = Object.keys(usualRetention) as (keyof Retention)[];
