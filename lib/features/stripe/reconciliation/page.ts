import type { reconciliationRounds } from "@/drizzle/schema";
import type { Context } from "@/lib/features/foundation/context/context";

export type Round = typeof reconciliationRounds.$inferSelect;

/**
 * What comparing one page came to. Beside the request for the page itself, so many were `made`, and so many `requests`
 * are made by the jobs that it enqueued.
 */
export type ComparedPage = {
  next: string | null;
  compared: number;
  readAnew: number;
  made: number;
  requests: number;
};

/** Compares one page of a stage. Safe to repeat: what is read anew is read as it is now. */
export type ComparePage = (ctx: Context, round: Round, after: string | null) => Promise<ComparedPage>;

const dayMs = 86_400_000;

/** Older invoices change no more, unless they are open. */
export const recentSince = ({ startedAt }: Round): Date => new Date(startedAt.getTime() - 35 * dayMs);
