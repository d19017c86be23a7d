import type { Tier } from "../../catalog/component";
import type { Labels } from "../rater";
import type { PriceModel } from "./price-model";
import { ratedTiers } from "./tier";

/** Each tier prices the quantity that lies inside it, as income tax does. */
export function graduated(definition: readonly Tier[], labels: Labels): PriceModel {
  const tiers = ratedTiers(definition, labels);
  return (billable, lines) => {
    for (const { from, upTo, charge } of tiers) {
      if (billable <= from) return;
      charge((upTo === null || billable < upTo ? billable : upTo) - from, lines);
    }
  };
}
