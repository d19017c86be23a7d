const dayMs = 86_400_000;

/** How long before its end a key is told of. */
export const warnedBeforeMs = 14 * dayMs;

/** Whether a key that works now stops soon. */
export const endsSoon = (endsAt: Date | null, now: Date): boolean =>
  endsAt !== null && endsAt > now && endsAt.getTime() - now.getTime() <= warnedBeforeMs;
