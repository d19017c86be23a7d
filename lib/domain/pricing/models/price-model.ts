import type { RatedLine } from "../invoice";

/** Writes what a billable quantity (above zero, in ticks) costs to the lines. */
export type PriceModel = (billable: bigint, lines: RatedLine[]) => void;
