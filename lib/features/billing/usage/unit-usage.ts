import type { Aggregation } from "@/lib/domain/catalog/meter-unit";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { Day } from "@/lib/domain/metering/period";
import type { Month } from "@/lib/domain/time/calendar";
import type { NoProjection, Projection } from "./price-unit";
import type { UsagePrice } from "./prices-of-usage";

/** One meter unit in the chosen month. Counts are exact decimals in recorded units, as the API tells them. */
export type UnitUsage = {
  unitName: string;
  displayName: LocalizedText;
  unitLabel: LocalizedText;
  aggregation: Aggregation;
  count: string;
  /** Every day of the month, those to come left out. */
  days: { day: Day; count: string }[];
  /** Oldest first, up to the current month. */
  months: { month: Month; count: string }[];
  /** When the newest event that counts in the chosen month happened: an instant, or only its day where no more is kept. */
  newest: string | null;
  /** As each version that is held in the chosen month prices it. */
  prices: UsagePrice[];
  /** Of the running month only, as its absence is. */
  projection: Projection | null;
  noProjection: NoProjection | null;
};

export type MauUsage = {
  users: number;
  /** Different users of each day; they do not add up to the month's, as who comes twice counts once there. */
  days: { day: Day; users: number }[];
  months: { month: Month; users: number }[];
  /** Of the plan that is held last in the chosen month; null: no limit. */
  maximum: number | null;
  prices: UsagePrice[];
};
