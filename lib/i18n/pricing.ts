/** Prices in words, the same on every screen, in the API and on invoices. */
export { type LineCells, lineCells } from "./pricing/line-cells";
export { type LineText, lineLabel, lineText } from "./pricing/line-text";
export { chargeSentences, planSentences } from "./pricing/plan-sentences";
