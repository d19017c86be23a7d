import type { Id } from "@/lib/domain/ids";

export type ReadRequest = { tenantId: Id<"tenant">; month: string; seconds: number };

/** Milliseconds of each read, in order, and what the last ones answered. */
export type Readings = {
  selectMs: number[];
  countMs: number[];
  mauMs: number[];
  counted: string;
  users: number;
};
