import type { Tier } from "../../catalog/component";
import type { Labels } from "../rater";
import type { PriceModel } from "./price-model";
import { ratedTiers } from "./tier";

/** The tier that the whole quantity falls into prices all of it. */
export function volume(definition: readonly Tier[], labels: Labels): PriceModel {
  const tiers = ratedTiers(definition, labels);
  return (billable, lines) => {
    tiers.find(({ upTo }) => upTo === null || billable <= upTo)?.charge(billable, lines);
  };
}
