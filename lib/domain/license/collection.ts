/** How many days after it was due a declined invoice of Choba's own is tried again. */
export const retryDays = [1, 3, 5, 7, 14] as const;
