import type { reconciliationRounds } from "@/drizzle/schema";
import type { Context } from "@/lib/features/foundation/context/context";

export type Round = typeof reconciliationRounds.$inferSelect;

/** What comparing one page came to. `requests`: beside the one for the page itself. */
export type ComparedPage = { next: string | null; compared: number; readAnew: number; requests: number };

/** Compares one page of a stage. Safe to repeat: what is read anew is read as it is now. */
export type ComparePage = (ctx: Context, round: Round, after: string | null) => Promise<ComparedPage>;

const dayMs = 86_400_000;

/** Older invoices change no more, unless they are open. */
export const recentSince = ({ startedAt }: Round): Date => new Date(startedAt.getTime() - 35 * dayMs);
