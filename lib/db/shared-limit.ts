import { createHash } from "node:crypto";
import { RateLimiterDrizzle, RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { rateLimits } from "@/drizzle/schema";
import { type Database, limitsDatabase } from "./client";

/** A limit that all processes share, so that it is the same however many there are. */
export type SharedLimit = {
  /** Takes one from the share of `key`. Returns 0 if it may pass, otherwise the seconds after which to try again. */
  take(key: string): Promise<number>;
  /** The seconds for which this process knows that `key` has nothing left. It asks nobody. */
  heldUpSeconds(key: string): number;
};

/** Its types leave out what it offers. */
type Limiter = RateLimiterDrizzle & { getInMemoryBlockMsBeforeExpire(key: string): number };

/**
 * `most` in `seconds`, counted in the database by one statement. Whoever has used up their share is held up in memory from
 * then on, so a flood costs each process few statements. Without the database each process counts for itself.
 */
export function sharedLimit(name: string, { most, seconds }: { most: number; seconds: number }): SharedLimit {
  const rule = { keyPrefix: name, points: most, duration: seconds };
  const insuranceLimiter = new RateLimiterMemory(rule);
  const made = (storeClient: Database) =>
    new RateLimiterDrizzle({
      ...rule,
      storeClient,
      schema: rateLimits,
      inMemoryBlockOnConsumed: most,
      insuranceLimiter,
      // The worker deletes what is over.
      clearExpiredByTimeout: false,
    }) as Limiter;
  let opened: { database: Database; limiter: Limiter } | undefined;

  /** Made anew with the database, which tests open several times. */
  function limiterOfToday(): Limiter {
    const database = limitsDatabase();
    if (opened?.database !== database) opened = { database, limiter: made(database) };
    return opened.limiter;
  }

  return {
    async take(key) {
      try {
        await limiterOfToday().consume(hashOf(key));
        return 0;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return secondsOf(refusal.msBeforeNext);
        throw refusal;
      }
    },
    heldUpSeconds(key) {
      const limiter = limiterOfToday();
      return secondsOf(limiter.getInMemoryBlockMsBeforeExpire(limiter.getKey(hashOf(key))));
    },
  };
}

/** No table needs callers' addresses, and its keys are short. */
const hashOf = (key: string): string => createHash("sha256").update(key).digest("base64url");

/** At least one: nobody is held up for no time. */
const secondsOf = (milliseconds: number): number => Math.max(0, Math.ceil(milliseconds / 1000));
