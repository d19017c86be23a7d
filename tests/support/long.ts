/** `npm run test:long` repeats as often as chance needs to show a defect; all other runs as often as it takes to see that it works. */
export const isLong = process.env.CHOBA_TEST_LONG === "1";
