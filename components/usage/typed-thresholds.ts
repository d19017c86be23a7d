import type { Currency } from "@/lib/domain/money/currency";
import { majorToMinor, typedDecimal } from "@/lib/domain/money/major-units";

/** What people typed: percents divided by commas or spaces, an amount on each line. What is no number is sent as it is, to be refused. */
export function typedThresholds(percents: string, amounts: string, currency: Currency) {
  return {
    percents: percents
      .normalize("NFKC")
      .split(/[\s,、%]+/)
      .filter((text) => text !== "")
      .map(Number),
    amountsMinor: amounts
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "")
      .map((line) => majorToMinor(typedDecimal(line), currency) ?? line),
  };
}
