/**
 * How a change is charged. `prorated`: day by day. `difference`: the new whole price less the old whole price.
 * `full`: the whole new price of the running calendar month. `none`: nothing now.
 */
export const changeModes = ["prorated", "difference", "full", "none"] as const;
export type ChangeMode = (typeof changeModes)[number];
