import type { RatedLine } from "../rated-invoice";

/** Adds the lines for a billable quantity (above zero, in ticks). */
export type PriceModel = (billable: bigint, lines: RatedLine[]) => void;
