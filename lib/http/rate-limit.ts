export type RateLimit = {
  /**
   * Takes one request from the share of `key`. Returns 0 if it may pass, otherwise the seconds after which to
   * try again.
   */
  take(key: string, now: Date): number;
  /** The limit and what is left of it for `key`, as the fields RateLimit-Policy and RateLimit say it. */
  fields(key: string): { policy: string; standing: string };
};

/**
 * With more callers at once than this, those whose share is full again are forgotten, which costs them
 * nothing.
 */
const rememberedCallers = 10_000;

/**
 * A token bucket per caller, kept in this process: `burst` requests at once, `perSecond` in the long run.
 * With several processes the total is as many times that: it protects each process, where a question to the
 * database per request would be too dear. Limits of strangers are shared (lib/db/shared-limit.ts). Middleware that brings
 * these header fields along (hono-rate-limiter) counts in fixed windows and awaits a store for each request.
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

  // How long an empty share takes to fill again.
  const policy = `"key";q=${burst};w=${Math.max(1, Math.ceil(burst / perSecond))}`;

  return {
    fields(key) {
      const tokens = Math.floor(buckets.get(key)?.tokens ?? burst);
      return { policy, standing: `"key";r=${tokens};t=${Math.ceil((burst - tokens) / perSecond)}` };
    },
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
