import type { UsagePrice } from "../../catalog/component";
import type { Labels } from "../rater";
import { graduated } from "./graduated";
import { packages } from "./package";
import { perUnit } from "./per-unit";
import type { PriceModel } from "./price-model";
import { volume } from "./volume";

const costsNothing: PriceModel = () => {};

/** The model of a usage price; null if the allowance is unlimited. */
export function priceModelOf(price: UsagePrice, labels: Labels): PriceModel | null {
  switch (price.model) {
    case "unlimited":
      return null;
    case "limit":
      return costsNothing;
    case "per_unit":
      return perUnit(price, labels);
    case "package":
      return packages(price, labels);
    case "graduated":
      return graduated(price.tiers, labels);
    case "volume":
      return volume(price.tiers, labels);
  }
}
