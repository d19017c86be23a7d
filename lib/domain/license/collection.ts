/** How many days lie between the attempts to collect a declined invoice of Choba's own: days 1, 3, 5, 7 and 14. */
export const retryGapDays = [1, 2, 2, 2, 7] as const;
