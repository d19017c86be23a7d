import type { WriteOff } from "@/lib/domain/rated-usage/settle-correction";
import type { Day } from "@/lib/domain/time/day-span";
import type { License } from "@/lib/features/license/lifecycle/queries";
import type { RatedWork } from "@/lib/features/license/on-demand/bill-on-demand";
import type { DueUsage } from "./agreed-usage";
import type { RatedMonth } from "./rate-tenant-month";

/** What is noted once the due usage is billed. */
export type RatedUsage = {
  due: DueUsage[];
  /** The months that are rated for the first time, and those that count otherwise now than when they were rated last. */
  rated: CountedMonth[];
  corrected: CountedMonth[];
  /** Corrections that are not billed, by name. */
  writtenOff: WriteOff[];
  /** Months that are corrected for the last time now. */
  closed: Day[];
  /** Charges on demand that are billed with them. */
  work: RatedWork["taken"];
  /** What is rated next, as the license has it. */
  next: Pick<License, "usageFrom" | "usageDueAt" | "correctionsDueAt">;
};

export type CountedMonth = { monthFrom: Day } & Pick<RatedMonth, "counts" | "unpriced">;

export const nothingRated = ({ usageFrom, usageDueAt, correctionsDueAt }: License): RatedUsage => ({
  due: [],
  rated: [],
  corrected: [],
  writtenOff: [],
  closed: [],
  work: [],
  next: { usageFrom, usageDueAt, correctionsDueAt },
});
