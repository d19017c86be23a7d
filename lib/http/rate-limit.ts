export type RateLimit = {
  /**
   * Takes one request from the share of `key`. Returns 0 if it may pass, otherwise the seconds after which to
   * try again.
   */
  take(key: string, now: Date): number;
};

/**
 * With more callers at once than this, those whose share is full again are forgotten, which costs them
 * nothing.
 */
const rememberedCallers = 10_000;

/**
 * A token bucket per caller, kept in this process: `burst` requests at once, `perSecond` in the long run.
 * With several processes the total is as many times that: it protects each process, where a question to the
 * database per request would be too dear. Limits of strangers are shared (lib/db/shared-limit.ts).
 */
export function createRateLimit({ burst, perSecond }: { burst: number; perSecond: number }): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>();
  const tokensOf = (bucket: { tokens: number; at: number }, at: number) =>
    Math.min(burst, bucket.tokens + (Math.max(0, at - bucket.at) * perSecond) / 1000);

  function forgetTheFull(at: number) {
    for (const [key, bucket] of buckets) if (tokensOf(bucket, at) >= burst) buckets.delete(key);
    // Still too many: the oldest tenth is removed, so that a flood of addresses fills neither memory nor
    // time.
    for (const key of buckets.keys()) {
      if (buckets.size < rememberedCallers * 0.9) return;
      buckets.delete(key);
    }
  }

  return {
    take(key, now) {
      const at = now.getTime();
      const known = buckets.get(key);
      if (!known && buckets.size >= rememberedCallers) forgetTheFull(at);
      const tokens = known ? tokensOf(known, at) : burst;
      const passes = tokens >= 1;
      buckets.set(key, { tokens: passes ? tokens - 1 : tokens, at });
      return passes ? 0 : Math.ceil((1 - tokens) / perSecond);
    },
  };
}
