export type ReportParams = Record<string, string | string[] | undefined>;

/** Which month and currency the address asks for. */
export const reportQuery = ({ month, currency }: ReportParams) => ({
  month: [month].flat()[0],
  currency: [currency].flat()[0],
});
