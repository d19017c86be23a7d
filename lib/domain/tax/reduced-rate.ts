import type { TaxRate } from "../pricing/terms";

/** Japan's reduced rate (軽減税率) since October 2019, in percent. */
const reducedPercent = "8";

type Taxed = Pick<TaxRate, "percent" | "components">;

/**
 * Whether a component bears the reduced rate, so that documents mark its lines (Consumption Tax Act, article 57-4). Only
 * what is charged in yen can: other countries have rates of 8 % that are not reduced.
 */
export function bearsReducedRate(component: string, taxes: readonly Taxed[], currency: string): boolean {
  return taxes.some(
    ({ percent, components }) =>
      currency === "JPY" && isReducedRate(percent) && (components === null || components.includes(component)),
  );
}

/** "8", "8.0" */
export const isReducedRate = (percent: string): boolean => percent.replace(/\.0+$/, "") === reducedPercent;
