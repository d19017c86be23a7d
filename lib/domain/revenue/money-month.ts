/** What money did in a month, in minor units. Before tax: `usage` and `recurring`; all else with it. */
export const moneyFigures = [
  /** Invoices that became final in the month, without void ones. */
  "invoiced",
  /** What credit notes took off these invoices. */
  "credited",
  /** What was paid in the month, for whichever invoice. */
  "collected",
  /** What is still open of the invoices of this month. */
  "outstanding",
  /** What staff gave up in the month. */
  "writtenOff",
  "refunded",
  /** Usage of the month, as it was rated, after discounts. */
  "usage",
  /** The fixed parts of every paid license when the month ended. */
  "recurring",
] as const;
export type MoneyFigure = (typeof moneyFigures)[number];

export type MoneyRow = { month: string } & Record<MoneyFigure, bigint>;

export const emptyMoney = (month: string): MoneyRow => ({
  month,
  invoiced: 0n,
  credited: 0n,
  collected: 0n,
  outstanding: 0n,
  writtenOff: 0n,
  refunded: 0n,
  usage: 0n,
  recurring: 0n,
});
