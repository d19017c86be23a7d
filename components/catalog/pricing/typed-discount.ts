import { minorToMajor } from "@/lib/domain/money/major-units";
import type { Discount } from "@/lib/domain/pricing/terms";
import type { ChosenDiscount } from "./estimate-link";

/** What a stored discount looks like where it is typed. */
export function typedDiscount(discount: Discount | null): ChosenDiscount | null {
  if (!discount) return null;
  const { value, months } = discount;
  if (value.type === "percent") return { type: "percent", value: value.percent, months };
  return { type: "amount", value: minorToMajor(value.amountMinor, value.currency) ?? "", months };
}
