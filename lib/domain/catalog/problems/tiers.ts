import { oneInTicks, printDecimal } from "../../money/decimal";
import type { Tier, UsagePrice } from "../component";
import { checkAmount, checkPositive, checkUnitAmount } from "./numbers";
import type { Report } from "./report";

const mostTiers = 100;

type TieredPrice = Extract<UsagePrice, { tiers: Tier[] }>;
/** A parsed tier; null if it is not sound. */
type ReadTier = { upTo: bigint | null; unitAmount: bigint | null; flatAmount: bigint | null };

/** Tiers rise: each begins where the one before it ends, and only the last one has no end. */
export function checkTiers(report: Report, { model, tiers }: TieredPrice, currency: string): void {
  if (tiers.length === 0) report.error("", "tiers_missing");
  if (tiers.length > mostTiers) report.error("", "too_many", { maximum: mostTiers });
  const read = tiers.map((tier, index): ReadTier => {
    const place = report.at(String(index));
    return {
      upTo: tier.upTo === null ? null : checkPositive(place, "upTo", tier.upTo),
      unitAmount: checkUnitAmount(place, "unitAmountMinor", tier.unitAmountMinor, currency),
      flatAmount: checkAmount(place, "flatAmountMinor", tier.flatAmountMinor, currency),
    };
  });
  checkOrder(report, tiers, read);
  read.forEach((tier, index) => {
    const before = read[index - 1];
    if (!before) return;
    warnOfRise(report, index, before, tier);
    if (model === "volume") warnOfDrop(report, index, before, tier);
  });
}

function checkOrder(report: Report, tiers: readonly Tier[], read: readonly ReadTier[]): void {
  let highest = 0n;
  tiers.forEach((tier, index) => {
    const isLast = index === tiers.length - 1;
    const field = `${index}.upTo`;
    if (tier.upTo === null) {
      if (!isLast) report.error(field, "open_tier_in_the_middle");
      return;
    }
    const upTo = read[index]?.upTo ?? null;
    if (upTo === null) return;
    if (upTo === highest) report.error(field, "tiers_overlap");
    else if (upTo < highest) report.error(field, "tiers_out_of_order");
    else highest = upTo;
    if (isLast) report.error(field, "tier_gap", { upTo: printDecimal(upTo) });
  });
}

function warnOfRise(report: Report, index: number, before: ReadTier, tier: ReadTier): void {
  if (tier.unitAmount !== null && before.unitAmount !== null && tier.unitAmount > before.unitAmount)
    report.warning(`${index}.unitAmountMinor`, "tier_price_rises");
}

/** In volume pricing a bound changes the price of the whole quantity, so a little more may cost much less. */
function warnOfDrop(report: Report, index: number, before: ReadTier, tier: ReadTier): void {
  const bound = before.upTo;
  if (bound === null) return;
  const [costBefore, costAfter] = [costAt(bound, before), costAt(bound, tier)];
  if (costBefore !== null && costAfter !== null && costAfter < costBefore)
    report.warning(`${index}.unitAmountMinor`, "volume_drops", { upTo: printDecimal(bound) });
}

const costAt = (quantity: bigint, { unitAmount, flatAmount }: ReadTier): bigint | null =>
  unitAmount === null || flatAmount === null ? null : quantity * unitAmount + flatAmount * oneInTicks;
