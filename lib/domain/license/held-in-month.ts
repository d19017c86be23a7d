/** A span of a license's history; `endsAt` is null while it lasts. Terms follow each other without a gap. */
export type HeldTerm = { startsAt: Date; endsAt: Date | null };

/**
 * Which term decides the price of a calendar month, and which terms held earlier in it, oldest first. A month
 * is rated as a whole, so one term decides: the one that holds at `until`, which is the month's end, or now
 * while the month is running. Null if no license was held then, because usage may be older than the tenant.
 */
export function heldInMonth<Term extends HeldTerm>(
  terms: readonly Term[],
  { start, until }: { start: Date; until: Date },
): { deciding: Term | null; earlier: Term[] } {
  const within = terms
    .filter(({ startsAt, endsAt }) => startsAt < until && (endsAt === null || endsAt > start))
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const deciding = within.find(({ endsAt }) => endsAt === null || endsAt >= until) ?? null;
  return { deciding, earlier: within.filter((term) => term !== deciding) };
}
